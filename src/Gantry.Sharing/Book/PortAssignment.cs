namespace Gantry.Sharing.Book;

/// <summary>The number of a device, and the book with it.</summary>
/// <param name="Book">The book as it is afterwards; the same object when nothing is new.</param>
/// <param name="Entry">The device's entry.</param>
public sealed record PortAssignment(PortBook Book, PortEntry Entry);
