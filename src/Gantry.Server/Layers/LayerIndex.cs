using Gantry.GCode;
using Gantry.GCode.Motion;
using Gantry.Printing.Jobs;

namespace Gantry.Server.Layers;

/// <summary>
/// The layers of a file, numbered as a running print counts them, each with what is needed to draw it without reading what is
/// before it. Some 150 bytes a layer, and no more than <see cref="LayerMapBuilder.MostLayers"/> layers.
/// </summary>
internal sealed class LayerIndex
{
    private LayerIndex(IReadOnlyList<IndexedLayer> layers) => Layers = layers;

    public IReadOnlyList<IndexedLayer> Layers { get; }

    /// <summary>Reads a file of plain G-code twice: for the layers, and for how things stand where each begins.</summary>
    public static async Task<LayerIndex> BuildAsync(string path, CancellationToken cancellationToken)
    {
        LayerMap map = await MapAsync(path, cancellationToken);
        var layers = new List<IndexedLayer>(map.Layers.Count);
        var state = new ModalState(home: default(AxisValues));
        using GCodeReader reader = GCodeReader.Open(path);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (layers.Count < map.Layers.Count && reader.CommandNumber == map.Layers[layers.Count].FirstCommand)
                layers.Add(
                    new IndexedLayer(
                        map.Layers[layers.Count].Z,
                        Length(map, layers.Count),
                        LayerSeed.Take(reader.Here, state)
                    )
                );
            if (layers.Count == map.Layers.Count)
                break;
            state.Execute(reader.Command);
        }
        return new LayerIndex(layers);
    }

    private static async Task<LayerMap> MapAsync(string path, CancellationToken cancellationToken)
    {
        var builder = new LayerMapBuilder(new ModalState(home: default(AxisValues)));
        using GCodeReader reader = GCodeReader.Open(path);
        while (await reader.ReadAsync(cancellationToken))
            builder.Add(reader.Command);
        return builder.Finish();
    }

    private static long Length(LayerMap map, int layer) =>
        layer + 1 < map.Layers.Count
            ? map.Layers[layer + 1].FirstCommand - map.Layers[layer].FirstCommand
            : long.MaxValue;
}
