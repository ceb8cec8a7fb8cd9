namespace Gantry.Discovery.Services;

/// <summary>What this machine is called.</summary>
internal static class MachineName
{
    /// <summary>The first label of its name; the rest is not for multicast DNS.</summary>
    public static string Get()
    {
        string name = Environment.MachineName.Split('.')[0];
        return name.Length > 0 ? name : "gantry";
    }
}
