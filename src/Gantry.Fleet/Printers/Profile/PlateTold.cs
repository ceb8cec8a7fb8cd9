namespace Gantry.Fleet.Printers.Profile;

/// <summary>What people were told of a plate, so that they are told once.</summary>
/// <param name="PlateAt">Since when it was as it was then; another time is another plate.</param>
/// <param name="JobWaits">Whether they were told that a job waits for it.</param>
public sealed record PlateTold(DateTimeOffset PlateAt, bool JobWaits)
{
    /// <summary>Whether it is about the plate that is as it is since a time; the database counts finer than JSON.</summary>
    public bool IsOf(DateTimeOffset plateAt) => PlateAt.ToUnixTimeMilliseconds() == plateAt.ToUnixTimeMilliseconds();
}
