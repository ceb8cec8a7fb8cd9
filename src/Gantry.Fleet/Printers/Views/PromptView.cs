namespace Gantry.Fleet.Printers.Views;

/// <summary>A question of the printer.</summary>
/// <param name="Id">Tells one question from the next.</param>
/// <param name="Text">The question.</param>
/// <param name="Choices">The buttons, by their place from 0.</param>
public sealed record PromptView(int Id, string Text, IReadOnlyList<string> Choices);
