namespace Gantry.Simulator;

/// <summary>Takes down what the firmware executes.</summary>
internal interface IExecutedLog
{
    /// <summary>A command begins: as the firmware sees it, without number and checksum. Called in the order of execution.</summary>
    void Executed(ReadOnlySpan<byte> command);
}
