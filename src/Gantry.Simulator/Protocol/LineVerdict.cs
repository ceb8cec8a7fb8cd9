namespace Gantry.Simulator.Protocol;

/// <summary>What becomes of a received line.</summary>
internal enum LineVerdict
{
    /// <summary>It goes to the command queue.</summary>
    Accept,

    /// <summary>It is dropped without any answer.</summary>
    Ignore,

    /// <summary>It repeats an accepted line; the firmware says so and goes on.</summary>
    Repeated,

    /// <summary>Its number does not follow the last one.</summary>
    WrongNumber,

    /// <summary>Its checksum is not that of its characters.</summary>
    WrongChecksum,

    /// <summary>It has a number and no checksum.</summary>
    NoChecksum,
}
