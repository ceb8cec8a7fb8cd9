using System.Text.Json;
using Gantry.Fleet.People;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Endpoints.People;

/// <summary>One's own account.</summary>
internal static class MeEndpoints
{
    private const int MaxPreferences = 16 * 1024;

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/me").WithTags("people");
        group.MapGet("", Get);
        group.MapPatch("", Change);
        group.MapPost("/password", ChangePassword);
        group.MapGet("/usage", GetUsage);
    }

    private static async Task<UserBody> Get(HttpContext http, UserService users)
    {
        UserAccount user = await users.GetAsync(http.Caller(), OwnId(http), http.RequestAborted);
        return http.WithVersion(UserBody.From(user), user.Version);
    }

    private static async Task<UserBody> Change(MePatch body, HttpContext http, UserService users)
    {
        var change = new UserChange
        {
            DisplayName = body.DisplayName,
            Email = body.Email,
            Preferences = body.Preferences is { } preferences ? Check(preferences) : null,
        };
        UserAccount user = await users.UpdateAsync(
            http.Caller(),
            OwnId(http),
            http.NeedVersion(),
            change,
            http.RequestAborted
        );
        return http.WithVersion(UserBody.From(user), user.Version);
    }

    private static async Task<IResult> ChangePassword(OwnPasswordBody body, HttpContext http, UserService users)
    {
        await users.ChangePasswordAsync(http.Caller(), body.Old, body.New, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<QuotaUsage> GetUsage(HttpContext http, UserService users) =>
        (await users.GetAsync(http.Caller(), OwnId(http), http.RequestAborted)).Usage ?? new QuotaUsage(0, 0, 0, 0);

    private static string Check(JsonElement preferences)
    {
        string text = preferences.GetRawText();
        return preferences.ValueKind == JsonValueKind.Object && text.Length <= MaxPreferences
            ? text
            : throw ApiException.Invalid("preferences", $"They are an object of up to {MaxPreferences} characters.");
    }

    private static long OwnId(HttpContext http) =>
        http.Caller().UserId
        ?? throw new ApiException(StatusCodes.Status401Unauthorized, ProblemCode.SignInNeeded, "Sign in first.");
}
