namespace Gantry.Fleet.People;

/// <summary>A session that has just begun.</summary>
/// <param name="Caller">Who signed in.</param>
/// <param name="Token">The value for the cookie, which is told only now.</param>
/// <param name="CsrfToken">What the page must send along with every change.</param>
/// <param name="ExpiresAt">When the session ends at the latest.</param>
public sealed record SignedIn(Caller Caller, string Token, string CsrfToken, DateTimeOffset ExpiresAt);
