using Gantry.Fleet.People;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Endpoints.People;

/// <summary>The keys of programs. Making one is not repeated by an Idempotency-Key: the key would have to be kept for it.</summary>
internal static class KeyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/keys").WithTags("people");
        group.MapGet("", List);
        group.MapPost("", Create);
        group.MapDelete("/{id:long}", Revoke);
    }

    private static async Task<ListBody<KeyBody>> List(HttpContext http, ApiKeyService keys, bool all = false)
    {
        Caller caller = http.Caller();
        IReadOnlyList<ApiKey> found = await keys.ListAsync(caller, all ? null : caller.UserId, http.RequestAborted);
        return new([.. found.Select(KeyBody.From)]);
    }

    private static async Task<KeyBody> Create(NewKeyBody body, HttpContext http, ApiKeyService keys)
    {
        var key = new NewApiKey
        {
            Name = body.Name,
            Scopes = [.. body.Scopes.Select(ReadScope)],
            PrinterIds = body.PrinterIds,
            ExpiresAt = body.ExpiresAt,
        };
        CreatedApiKey created = await keys.CreateAsync(http.Caller(), key, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return http.Created(KeyBody.From(created.Record) with { Key = created.Key }, $"/keys/{created.Record.Id}");
    }

    private static async Task<IResult> Revoke(long id, HttpContext http, ApiKeyService keys)
    {
        await keys.RevokeAsync(http.Caller(), id, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Right ReadScope(string word) =>
        RightWords.TryParse(word, out Right right)
            ? right
            : throw ApiException.Invalid("scopes", $"'{word}' is no permission.");
}
