namespace Gantry.Server.Http;

/// <summary>Also those may call an endpoint who did not sign in.</summary>
internal sealed class OpenToEverybody
{
    public static OpenToEverybody Instance { get; } = new();
}
