namespace Gantry.Simulator.Commands;

/// <summary>What the firmware is busy with, as its keep-alive line tells the host.</summary>
internal enum BusyState
{
    NotBusy,
    Processing,
    PausedForUser,
}
