using Gantry.Fleet.People;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.People;

/// <summary>The accounts.</summary>
internal static class UserEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/users").WithTags("people");
        group.MapGet("", List);
        group.MapPost("", Add).Idempotent(LostAnswers.User);
        group.MapGet("/{id:long}", Get);
        group.MapPatch("/{id:long}", Change);
        group.MapDelete("/{id:long}", Remove);
        group.MapPost("/{id:long}/password", SetPassword);
        group.MapDelete("/{id:long}/sessions", EndSessions);
    }

    private static async Task<ListBody<UserBody>> List(HttpContext http, UserService users) =>
        new([.. (await users.ListAsync(http.Caller(), http.RequestAborted)).Select(UserBody.From)]);

    private static async Task<UserBody> Add(NewUserBody body, HttpContext http, UserService users)
    {
        var user = new NewUser
        {
            Name = body.Name,
            DisplayName = body.DisplayName ?? "",
            Email = body.Email,
            Role = body.Role ?? Role.Member,
            Password = body.Password,
        };
        UserAccount added = await users.AddAsync(http.Caller(), user, http.RequestAborted);
        return http.Created(UserBody.From(added), $"/users/{added.Id}", added.Version);
    }

    private static async Task<UserBody> Get(long id, HttpContext http, UserService users)
    {
        UserAccount user = await users.GetAsync(http.Caller(), id, http.RequestAborted);
        return http.WithVersion(UserBody.From(user), user.Version);
    }

    private static async Task<UserBody> Change(long id, UserPatch body, HttpContext http, UserService users)
    {
        var change = new UserChange
        {
            Name = body.Name,
            DisplayName = body.DisplayName,
            Email = body.Email,
            Role = body.Role,
            Disabled = body.Disabled,
        };
        UserAccount user = await users.UpdateAsync(http.Caller(), id, http.NeedVersion(), change, http.RequestAborted);
        return http.WithVersion(UserBody.From(user), user.Version);
    }

    private static async Task<IResult> Remove(long id, HttpContext http, UserService users)
    {
        long version = http.FindVersion() ?? (await users.GetAsync(http.Caller(), id, http.RequestAborted)).Version;
        await users.RemoveAsync(http.Caller(), id, version, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SetPassword(long id, PasswordBody body, HttpContext http, UserService users)
    {
        await users.SetPasswordAsync(http.Caller(), id, body.Password, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EndSessions(long id, HttpContext http, UserService users)
    {
        await users.EndSessionsAsync(http.Caller(), id, http.RequestAborted);
        return TypedResults.NoContent();
    }
}
