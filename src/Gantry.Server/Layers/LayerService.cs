using Gantry.Fleet.Library;
using Gantry.Server.Problems;
using Gantry.Storage.Files;

namespace Gantry.Server.Layers;

/// <summary>
/// The layers of files, to be looked at. What was read of the last files is kept; files are read one after the other, so that
/// lookers-on never take more than one processor from the prints.
/// </summary>
internal sealed class LayerService(PlainGCode plain) : IDisposable
{
    /// <summary>Files whose index is kept; a tall one takes some 150 kB.</summary>
    private const int MostKept = 16;

    private readonly SemaphoreSlim _reading = new(1);
    private readonly LinkedList<(ContentHash Hash, LayerIndex Index)> _kept = new();

    /// <summary>The layers of some bytes.</summary>
    public async Task<LayerListBody> ListAsync(ContentHash hash, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            using LocalFile file = await plain.OpenAsync(hash, cancellationToken);
            return LayerListBody.From(await IndexAsync(hash, file.FilePath, cancellationToken));
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>One layer, drawn.</summary>
    /// <param name="hash">The bytes.</param>
    /// <param name="layer">Counted from 1.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ApiException">There is no such layer.</exception>
    public async Task<LayerBody> DrawAsync(ContentHash hash, int layer, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            using LocalFile file = await plain.OpenAsync(hash, cancellationToken);
            LayerIndex index = await IndexAsync(hash, file.FilePath, cancellationToken);
            return layer >= 1 && layer <= index.Layers.Count
                ? await LayerDrawing.DrawAsync(file.FilePath, index.Layers[layer - 1], cancellationToken)
                : throw ApiException.NotFound($"layer {layer}; the file has {index.Layers.Count}");
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    /// <summary>Called by one at a time.</summary>
    private async Task<LayerIndex> IndexAsync(ContentHash hash, string path, CancellationToken cancellationToken)
    {
        for (LinkedListNode<(ContentHash Hash, LayerIndex Index)>? n = _kept.First; n is not null; n = n.Next)
            if (n.Value.Hash == hash)
            {
                _kept.Remove(n);
                _kept.AddFirst(n);
                return n.Value.Index;
            }
        LayerIndex index = await LayerIndex.BuildAsync(path, cancellationToken);
        _kept.AddFirst((hash, index));
        if (_kept.Count > MostKept)
            _kept.RemoveLast();
        return index;
    }
}
