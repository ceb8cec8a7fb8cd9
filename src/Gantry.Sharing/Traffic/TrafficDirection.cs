namespace Gantry.Sharing.Traffic;

/// <summary>Which way bytes of a traffic log went.</summary>
public enum TrafficDirection : byte
{
    /// <summary>From the device.</summary>
    Received,

    /// <summary>To the device.</summary>
    Sent,

    /// <summary>None: a remark.</summary>
    Remark,
}
