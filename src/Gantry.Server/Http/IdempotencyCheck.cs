using System.Security.Cryptography;
using System.Text;
using Gantry.Fleet.People;
using Gantry.Server.Problems;
using Gantry.Storage;
using Gantry.Storage.Events;

namespace Gantry.Server.Http;

/// <summary>
/// Does a call with an Idempotency-Key once: whoever did not hear the answer asks again, and gets the same one. Calls that
/// changed nothing are not remembered.
/// </summary>
internal sealed class IdempotencyCheck(RequestDelegate next, IStore store)
{
    private const string Header = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotency-Replayed";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Longer than any call that starts something takes.</summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(2);

    public Task InvokeAsync(HttpContext http)
    {
        string key = http.Request.Headers[Header].ToString();
        return key.Length > 0 && http.GetEndpoint()?.Metadata.GetMetadata<OncePerKey>() is not null
            ? OnceAsync(http, key)
            : next(http);
    }

    private async Task OnceAsync(HttpContext http, string key)
    {
        Caller caller = http.Caller();
        string scope = caller.UserId is { } user ? $"user {user}" : caller.Name;
        string hash = await HashAsync(http.Request, http.RequestAborted);
        IdempotencyRecord? first = await store.WriteAsync(
            s => s.Idempotency.BeginAsync(scope, key, hash, Lifetime, AbandonedAfter, http.RequestAborted),
            http.RequestAborted
        );
        if (first is null)
            await DoAsync(http, scope, key);
        else
            await RepeatAsync(http, first, hash);
    }

    /// <summary>From here on the caller's going away changes nothing: what was done must be remembered.</summary>
    private async Task DoAsync(HttpContext http, string scope, string key)
    {
        Stream body = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        bool isDone = false;
        try
        {
            await next(http);
            isDone = http.Response.StatusCode is >= 200 and < 300;
        }
        finally
        {
            http.Response.Body = body;
            await store.WriteAsync(
                s =>
                    isDone
                        ? s.Idempotency.CompleteAsync(
                            scope,
                            key,
                            http.Response.StatusCode,
                            answer.ToArray(),
                            CancellationToken.None
                        )
                        : s.Idempotency.RemoveAsync(scope, key, CancellationToken.None),
                CancellationToken.None
            );
        }
        answer.Position = 0;
        await answer.CopyToAsync(body, http.RequestAborted);
    }

    private static Task RepeatAsync(HttpContext http, IdempotencyRecord first, string hash)
    {
        if (first.RequestHash != hash)
            throw new ApiException(
                StatusCodes.Status422UnprocessableEntity,
                ProblemCode.KeyReused,
                "This Idempotency-Key was used for another call. Take a new one for each thing that is to be done."
            );
        if (first.Status is not { } status)
            throw new ApiException(
                StatusCodes.Status409Conflict,
                ProblemCode.Conflict,
                "The first call with this Idempotency-Key is still under way. Ask again in a moment."
            );
        http.Response.StatusCode = status;
        http.Response.Headers[ReplayedHeader] = "true";
        if (first.Answer is not { Length: > 0 } answer)
            return Task.CompletedTask;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.Body.WriteAsync(answer, http.RequestAborted).AsTask();
    }

    private static async Task<string> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
