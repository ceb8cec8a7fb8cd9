namespace Gantry.Server.Http;

/// <summary>An endpoint obeys the Idempotency-Key of a call.</summary>
/// <param name="LostAnswer">
/// Answers a call that noted what it made and whose answer got lost; null where nothing is noted, and the call is done again.
/// </param>
/// <param name="AwaitsFirst">
/// Whether the first call is to be waited for as long as it may live, because only it can answer in full.
/// </param>
internal sealed record OncePerKey(Func<HttpContext, long, Task<object>>? LostAnswer, bool AwaitsFirst = false);
