namespace Gantry.Server.Http;

/// <summary>An endpoint obeys the Idempotency-Key of a call.</summary>
internal sealed class OncePerKey
{
    public static OncePerKey Instance { get; } = new();
}
