namespace Gantry.Printing.Jobs;

/// <summary>The layers of a file by what is printed at which height.</summary>
/// <param name="Layers">The layers from the bed up.</param>
/// <param name="IsOneAfterAnother">
/// Whether the print goes down again, because objects are printed one after the other: there is no height above which the head
/// can pass everywhere, and <paramref name="Layers"/> ends where it goes down.
/// </param>
public sealed record LayerMap(IReadOnlyList<LayerStart> Layers, bool IsOneAfterAnother)
{
    /// <summary>The layer that a command belongs to; null before the first.</summary>
    public LayerStart? At(long command)
    {
        int low = 0;
        int high = Layers.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (Layers[middle].FirstCommand <= command)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return high < 0 ? null : Layers[high];
    }
}
