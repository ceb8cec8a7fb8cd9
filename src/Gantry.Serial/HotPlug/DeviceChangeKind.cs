namespace Gantry.Serial.HotPlug;

/// <summary>Whether a device came or went.</summary>
public enum DeviceChangeKind
{
    /// <summary>It is there, and its permissions are set.</summary>
    Appeared,

    /// <summary>It is gone: unplugged, switched off, or taken away by its driver.</summary>
    Vanished,
}
