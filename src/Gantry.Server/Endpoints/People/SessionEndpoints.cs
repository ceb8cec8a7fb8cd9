using Gantry.Fleet.People;
using Gantry.Server.Http;
using Gantry.Server.Security;
using Microsoft.AspNetCore.Http.Features;

namespace Gantry.Server.Endpoints.People;

/// <summary>The first start, and signing in and out.</summary>
internal static class SessionEndpoints
{
    /// <summary>What a browser calls itself, cut to what helps to tell one from another.</summary>
    private const int MaxAgent = 200;

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("session");
        group.MapGet("/setup", GetSetup).ForEverybody();
        group.MapPost("/setup", CompleteSetup).ForEverybody();
        group.MapGet("/session", Get).ForEverybody();
        group.MapPost("/session", SignIn).ForEverybody();
        group.MapDelete("/session", SignOut);
    }

    private static async Task<SetupStateBody> GetSetup(HttpContext http, SetupService setup) =>
        new(await setup.IsNeededAsync(http.RequestAborted));

    private static async Task<SessionBody> CompleteSetup(
        SetupBody body,
        HttpContext http,
        SetupService setup,
        UserService users
    )
    {
        SignedIn session = await setup.CompleteAsync(
            body.Code,
            body.DisplayName ?? "",
            Request(http, body.Name, body.Password),
            http.RequestAborted
        );
        return http.Created(await BeginAsync(http, session, users), "/session");
    }

    private static async Task<SessionBody> Get(HttpContext http, UserService users)
    {
        CallerFeature found = http.Features.GetRequiredFeature<CallerFeature>();
        UserAccount? user = found.Caller.UserId is { } id
            ? await users.GetAsync(found.Caller, id, http.RequestAborted)
            : null;
        http.Response.Headers.CacheControl = "no-store";
        return SessionBody.Of(found.Caller, user, found.SessionToken);
    }

    private static async Task<SessionBody> SignIn(
        SignInBody body,
        HttpContext http,
        SignInService signIn,
        UserService users
    ) =>
        await BeginAsync(
            http,
            await signIn.SignInAsync(Request(http, body.Name, body.Password), http.RequestAborted),
            users
        );

    private static async Task<IResult> SignOut(HttpContext http, SignInService signIn)
    {
        await signIn.SignOutAsync(http.Caller(), http.RequestAborted);
        SessionCookie.Remove(http);
        return TypedResults.NoContent();
    }

    private static async Task<SessionBody> BeginAsync(HttpContext http, SignedIn session, UserService users)
    {
        SessionCookie.Write(http, session);
        http.Response.Headers.CacheControl = "no-store";
        UserAccount user = await users.GetAsync(session.Caller, session.Caller.UserId!.Value, http.RequestAborted);
        return SessionBody.Of(session.Caller, user, session.Token);
    }

    private static SignInRequest Request(HttpContext http, string name, string password)
    {
        string agent = http.Request.Headers.UserAgent.ToString();
        return new SignInRequest
        {
            Name = name,
            Password = password,
            Address = http.Address(),
            Agent = agent.Length <= MaxAgent ? agent : agent[..MaxAgent],
            PreviousToken = SessionCookie.Read(http),
        };
    }
}
