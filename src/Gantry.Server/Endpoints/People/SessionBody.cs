using Gantry.Fleet.People;

namespace Gantry.Server.Endpoints.People;

/// <summary>Who is signed in, and what they may do.</summary>
internal sealed record SessionBody
{
    /// <summary>The account; null for nobody.</summary>
    public UserBody? User { get; init; }

    /// <summary>To be sent as X-CSRF-Token with every change; empty for nobody.</summary>
    public string CsrfToken { get; init; } = "";

    /// <summary>What the caller may do, as words.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    public static SessionBody Of(Caller caller, UserAccount? user, string? token) =>
        new()
        {
            User = user is null ? null : UserBody.From(user),
            CsrfToken = token is null ? "" : SignInService.CsrfToken(token),
            Permissions = caller.Rights.ToWords(),
        };
}
