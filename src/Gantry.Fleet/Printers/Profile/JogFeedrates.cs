namespace Gantry.Fleet.Printers.Profile;

/// <summary>Speeds of moves that a person makes, in mm/min.</summary>
/// <param name="Xy">Over the bed.</param>
/// <param name="Z">Up and down.</param>
/// <param name="E">Filament.</param>
public sealed record JogFeedrates(double Xy = 6000, double Z = 300, double E = 300);
