using Gantry.Fleet.Settings;

namespace Gantry.Server.Security;

/// <summary>What the settings say about who may look on, and under which names; read at the start, and told of changes.</summary>
internal sealed class AccessSettings(AllowedHosts hosts)
{
    private volatile bool _anonymousRead;
    private volatile bool _anonymousCamera;
    private long _camera;

    /// <summary>Whether people who did not sign in may look on.</summary>
    public bool AnonymousRead => _anonymousRead;

    /// <summary>Whether they may look through the default camera at the root.</summary>
    public bool AnonymousCamera => _anonymousCamera;

    /// <summary>The printer whose camera that is; null: the first that has one.</summary>
    public long? CameraPrinterId => Volatile.Read(ref _camera) is var id and not 0 ? id : null;

    public void Apply(GeneralSettings general)
    {
        hosts.Configure(general.Hosts);
        _anonymousRead = general.AnonymousRead;
        _anonymousCamera = general.AnonymousCamera;
        Volatile.Write(ref _camera, general.CameraPrinterId ?? 0);
    }
}
