namespace Gantry.Fleet.Printers.Views;

/// <summary>Why there is no connection.</summary>
/// <param name="Code">One word for programs, as <c>notFound</c> or <c>silent</c>.</param>
/// <param name="Text">The same in words.</param>
public sealed record TroubleView(string Code, string Text);
