namespace Gantry.Fleet.Notifications;

/// <summary>By what somebody is told.</summary>
public enum ChannelKind
{
    /// <summary>A call of an address, signed.</summary>
    Webhook,

    /// <summary>Electronic mail.</summary>
    Email,

    /// <summary>A topic of an ntfy server.</summary>
    Ntfy,

    /// <summary>A topic of an MQTT broker.</summary>
    Mqtt,
}
