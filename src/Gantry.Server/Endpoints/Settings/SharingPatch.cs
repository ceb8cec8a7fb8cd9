using Gantry.Fleet.Settings;
using Gantry.Sharing.Policies;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>What is to be changed of how serial ports are shared; what is left out stays.</summary>
internal sealed record SharingPatch
{
    /// <inheritdoc cref="SharingSettings.Enabled"/>
    public bool? Enabled { get; init; }

    /// <inheritdoc cref="SharingSettings.Bind"/>
    public string? Bind { get; init; }

    /// <inheritdoc cref="SharingSettings.Allowed"/>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <inheritdoc cref="SharingSettings.SecondClient"/>
    public TakeoverPolicy? SecondClient { get; init; }

    /// <inheritdoc cref="SharingSettings.DtrRts"/>
    public LinePolicy? DtrRts { get; init; }

    /// <inheritdoc cref="SharingSettings.ResetOnConnect"/>
    public ResetPolicy? ResetOnConnect { get; init; }

    /// <inheritdoc cref="SharingSettings.Bootloader"/>
    public BootloaderPolicy? Bootloader { get; init; }

    /// <inheritdoc cref="SharingSettings.LogTraffic"/>
    public bool? LogTraffic { get; init; }

    /// <inheritdoc cref="SharingSettings.IdleLimitSeconds"/>
    public double? IdleLimitSeconds { get; init; }

    public SharingSettings Over(SharingSettings now) =>
        now with
        {
            Enabled = Enabled ?? now.Enabled,
            Bind = Bind ?? now.Bind,
            Allowed = Allowed ?? now.Allowed,
            SecondClient = SecondClient ?? now.SecondClient,
            DtrRts = DtrRts ?? now.DtrRts,
            ResetOnConnect = ResetOnConnect ?? now.ResetOnConnect,
            Bootloader = Bootloader ?? now.Bootloader,
            LogTraffic = LogTraffic ?? now.LogTraffic,
            IdleLimitSeconds = IdleLimitSeconds ?? now.IdleLimitSeconds,
        };
}
