namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>Filament to be moved.</summary>
/// <param name="Mm">How far; less than nothing pulls it back.</param>
/// <param name="Feedrate">mm/min; null: the profile's.</param>
internal sealed record ExtrudeBody(double Mm, double? Feedrate = null);
