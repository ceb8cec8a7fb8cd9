namespace Gantry.Serial.HotPlug;

/// <summary>What became of a device.</summary>
public enum DeviceChangeKind
{
    /// <summary>It is there, and its permissions are set, or should have been by now.</summary>
    Appeared,

    /// <summary>It was there already; now this process may open it, which it might not before.</summary>
    Usable,

    /// <summary>It is gone: unplugged, switched off, or taken away by its driver.</summary>
    Vanished,
}
