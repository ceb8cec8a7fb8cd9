using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gantry.Fleet.People;
using Gantry.Server.Problems;
using Gantry.Storage;
using Gantry.Storage.Events;
using Microsoft.AspNetCore.Http.Features;

namespace Gantry.Server.Http;

/// <summary>
/// Does a call with an Idempotency-Key once: whoever did not hear the answer asks again, and gets the same one. Calls that
/// changed nothing are not remembered. A server may die at any moment: what a call made is noted on its key in the unit of work
/// that makes it, and a key that a dead process left without such a note is free again.
/// </summary>
internal sealed class IdempotencyCheck(RequestDelegate next, GantryStorage storage)
{
    private const string Header = "Idempotency-Key";
    private const string ReplayedHeader = "Idempotency-Replayed";

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Longer than any call that starts something takes; for a node that went away and does not come back.</summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(2);

    /// <summary>The attempts of this process: another one of it that has no answer lost it, as when the database was away.</summary>
    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext http)
    {
        string key = http.Request.Headers[Header].ToString();
        return key.Length > 0 && http.GetEndpoint()?.Metadata.GetMetadata<OncePerKey>() is { } how
            ? OnceAsync(http, key, how)
            : next(http);
    }

    private async Task OnceAsync(HttpContext http, string key, OncePerKey how)
    {
        Caller caller = http.Caller();
        var call = new IdempotencyRecord
        {
            Scope = caller.UserId is { } user ? $"user {user}" : caller.Name,
            Key = key,
            RequestHash = await HashAsync(http.Request, http.RequestAborted),
            Node = storage.Options.Node,
            NodeStartedAt = storage.OpenedAt,
            Attempt = Guid.NewGuid().ToString("N"),
        };
        _underWay.TryAdd(call.Attempt, true);
        try
        {
            IdempotencyRecord? first = await BeginAsync(call, null, http.RequestAborted);
            if (first is { Status: null } && IsLost(first))
                first = await BeginAsync(call, first.Attempt, http.RequestAborted);
            if (first is null)
                await DoAsync(http, new CallKey(call.Scope, call.Key, call.Attempt));
            else
                await RepeatAsync(http, first, call.RequestHash, how);
        }
        finally
        {
            _underWay.TryRemove(call.Attempt, out _);
        }
    }

    private Task<IdempotencyRecord?> BeginAsync(IdempotencyRecord call, string? lost, CancellationToken stop) =>
        storage.Store.WriteAsync(s => s.Idempotency.BeginAsync(call, Lifetime, AbandonedAfter, lost, stop), stop);

    private bool IsLost(IdempotencyRecord first) =>
        first.Node == storage.Options.Node
        && first.NodeStartedAt == storage.OpenedAt
        && !_underWay.ContainsKey(first.Attempt);

    /// <summary>From here on the caller's going away changes nothing: what was done must be remembered.</summary>
    private async Task DoAsync(HttpContext http, CallKey call)
    {
        CallerFeature feature = http.Features.GetRequiredFeature<CallerFeature>();
        http.Features.Set(feature with { Caller = feature.Caller with { Call = call } });
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
            await storage.Store.WriteAsync(
                s =>
                    isDone
                        ? s.Idempotency.CompleteAsync(
                            call,
                            new CallAnswer(
                                http.Response.StatusCode,
                                answer.ToArray(),
                                http.Response.Headers.Location.ToString(),
                                http.Response.Headers.ETag.ToString()
                            ),
                            CancellationToken.None
                        )
                        : s.Idempotency.RemoveAsync(call, CancellationToken.None),
                CancellationToken.None
            );
        }
        answer.Position = 0;
        await answer.CopyToAsync(body, http.RequestAborted);
    }

    private static async Task RepeatAsync(HttpContext http, IdempotencyRecord first, string hash, OncePerKey how)
    {
        if (first.RequestHash != hash)
            throw new ApiException(
                StatusCodes.Status422UnprocessableEntity,
                ProblemCode.KeyReused,
                "This Idempotency-Key was used for another call. Take a new one for each thing that is to be done."
            );
        if (first.Status is { } status)
            await ReplayAsync(http, status, first);
        else if (first.MadeId is { } made && how.LostAnswer is { } find && (first.IsAbandoned || !how.AwaitsFirst))
        {
            object answer = await find(http, made);
            http.Response.Headers[ReplayedHeader] = "true";
            await http.Response.WriteAsJsonAsync(answer, answer.GetType(), http.RequestAborted);
        }
        else
            throw new ApiException(
                StatusCodes.Status409Conflict,
                ProblemCode.Conflict,
                "The first call with this Idempotency-Key is still under way. Ask again in a moment."
            );
    }

    private static Task ReplayAsync(HttpContext http, int status, IdempotencyRecord first)
    {
        byte[] answer = first.Answer ?? [];
        http.Response.StatusCode = status;
        http.Response.Headers[ReplayedHeader] = "true";
        if (first.Location.Length > 0)
            http.Response.Headers.Location = first.Location;
        if (first.ETag.Length > 0)
            http.Response.Headers.ETag = first.ETag;
        if (answer.Length == 0)
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
