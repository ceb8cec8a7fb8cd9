namespace Gantry.Fleet.Printers.Profile;

/// <summary>
/// Whether a plate counts as clear some time after a finished print: for printers that throw off their parts. Off unless
/// somebody wants it.
/// </summary>
/// <param name="Enabled">Whether it does.</param>
/// <param name="AfterSeconds">After how long.</param>
public sealed record AutoClear(bool Enabled = false, double AfterSeconds = 0);
