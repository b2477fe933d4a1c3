using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Reads the tiles of a run: with one read where they lie together in the file, else one by one.</summary>
internal readonly ref struct TileRunReader
{
    // Tiles with gaps in between are still read at once as long as the gaps are not most of it.
    private const int MostGap = 2;

    private readonly SlideLevel _level;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<long> _starts;
    private readonly int _first;

    private TileRunReader(SlideLevel level, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> starts, int first)
    {
        _level = level;
        _bytes = bytes;
        _starts = starts;
        _first = first;
    }

    /// <summary>Reads the tiles.</summary>
    /// <param name="level">The level.</param>
    /// <param name="run">Its tiles.</param>
    /// <param name="buffers">Where to; valid until the next run.</param>
    /// <exception cref="SlideFormatException">The file ends before, or cannot be read any more.</exception>
    public static TileRunReader Read(SlideLevel level, FrameRun run, RunBuffers buffers)
    {
        long lowest = long.MaxValue;
        long highest = 0;
        long sum = 0;
        for (var tile = run.First; tile < run.First + run.Count; tile++)
        {
            var range = level.GetTileRange(tile);
            if (range.Length > 0)
            {
                lowest = Math.Min(lowest, range.Offset);
                highest = Math.Max(highest, range.End);
                sum += range.Length;
            }
        }

        if (sum == 0)
        {
            return new TileRunReader(level, default, new long[run.Count], run.First);
        }

        return highest - lowest <= sum * MostGap
            ? ReadTogether(level, run, buffers, new ByteRange(lowest, highest - lowest))
            : ReadOneByOne(level, run, buffers, sum);
    }

    /// <summary>The bytes of a tile of the run.</summary>
    /// <param name="tileIndex">0-based, of the level.</param>
    public ReadOnlySpan<byte> GetTile(int tileIndex) =>
        _bytes.Slice((int)_starts[tileIndex - _first], (int)_level.GetTileRange(tileIndex).Length);

    private static TileRunReader ReadTogether(SlideLevel level, FrameRun run, RunBuffers buffers, ByteRange all)
    {
        var bytes = buffers.GetSource(checked((int)all.Length)).Span;
        level.ReadBytes(all.Offset, bytes);
        var starts = new long[run.Count];
        for (var index = 0; index < starts.Length; index++)
        {
            var range = level.GetTileRange(run.First + index);
            starts[index] = range.Length == 0 ? 0 : range.Offset - all.Offset;
        }

        return new TileRunReader(level, bytes, starts, run.First);
    }

    private static TileRunReader ReadOneByOne(SlideLevel level, FrameRun run, RunBuffers buffers, long sum)
    {
        var bytes = buffers.GetSource(checked((int)sum)).Span;
        var starts = new long[run.Count];
        var position = 0;
        for (var index = 0; index < starts.Length; index++)
        {
            var range = level.GetTileRange(run.First + index);
            starts[index] = position;
            level.ReadBytes(range.Offset, bytes.Slice(position, (int)range.Length));
            position += (int)range.Length;
        }

        return new TileRunReader(level, bytes, starts, run.First);
    }
}
