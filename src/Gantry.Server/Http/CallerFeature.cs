using Gantry.Fleet.People;

namespace Gantry.Server.Http;

/// <summary>Who calls, as sign-in found out.</summary>
/// <param name="Caller">Who.</param>
/// <param name="SessionToken">The session's cookie when it is a browser; null for programs and for nobody.</param>
internal sealed record CallerFeature(Caller Caller, string? SessionToken);
