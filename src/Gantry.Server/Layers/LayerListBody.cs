namespace Gantry.Server.Layers;

/// <summary>The layers of a file.</summary>
/// <param name="Count">How many.</param>
/// <param name="Layers">From the bed up.</param>
internal sealed record LayerListBody(int Count, IReadOnlyList<LayerHeightBody> Layers)
{
    public static LayerListBody From(LayerIndex index)
    {
        var layers = new LayerHeightBody[index.Layers.Count];
        double below = 0;
        for (int i = 0; i < layers.Length; i++)
        {
            double z = index.Layers[i].Z;
            layers[i] = new LayerHeightBody(Math.Round(z, 3), Math.Round(z - below, 3));
            below = z;
        }
        return new LayerListBody(layers.Length, layers);
    }
}
