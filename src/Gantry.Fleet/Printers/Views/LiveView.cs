namespace Gantry.Fleet.Printers.Views;

/// <summary>What a printer is doing now. Immutable.</summary>
public sealed record LiveView
{
    /// <summary>Its state.</summary>
    public LiveState State { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Why, in words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Why there is no connection.</summary>
    public TroubleView? Trouble { get; init; }

    /// <summary>Bits per second; 0 without a connection.</summary>
    public int BaudRate { get; init; }

    /// <summary>Who the firmware is; null when nobody knows.</summary>
    public FirmwareView? Firmware { get; init; }

    /// <summary>The last temperatures.</summary>
    public IReadOnlyList<TemperatureView> Temperatures { get; init; } = [];

    /// <summary>When they came. After 10 s they are no longer to be trusted.</summary>
    public DateTimeOffset? TemperaturesAt { get; init; }

    /// <summary>The print under way.</summary>
    public LiveJobView? Job { get; init; }

    /// <summary>A question of the printer.</summary>
    public PromptView? Prompt { get; init; }

    /// <summary>What the printer or the file wants shown.</summary>
    public string Message { get; init; } = "";

    /// <summary>How the link does.</summary>
    public LinkView? Link { get; init; }

    /// <summary>When this was taken.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether whoever asked may control the printer or the print on it. Nobody's in events.</summary>
    public bool CanControl { get; init; }

    /// <summary>The node that drives it, when it is not this one.</summary>
    public string? Node { get; init; }
}
