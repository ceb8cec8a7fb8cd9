using Gantry.Fleet.Settings;

namespace Gantry.Server.Security;

/// <summary>What the settings say about who may look on, and under which names; read at the start, and told of changes.</summary>
internal sealed class AccessSettings(AllowedHosts hosts)
{
    private volatile bool _anonymousRead;

    /// <summary>Whether people who did not sign in may look on.</summary>
    public bool AnonymousRead => _anonymousRead;

    public void Apply(GeneralSettings general)
    {
        hosts.Configure(general.Hosts);
        _anonymousRead = general.AnonymousRead;
    }
}
