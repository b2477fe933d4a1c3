using System.Buffers.Binary;
using System.Security.Cryptography;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Checking;

/// <summary>What must not change: format, pyramids, and where every tile is and how it is stored.</summary>
internal sealed class SlideShape
{
    private readonly string _format;
    private readonly List<string> _levels;

    private SlideShape(string format, List<string> levels)
    {
        _format = format;
        _levels = levels;
    }

    /// <summary>Takes the shape of a slide.</summary>
    /// <param name="slide">The slide.</param>
    public static SlideShape Take(Slide slide) =>
        new(slide.FormatName, [.. slide.Areas.SelectMany((area, index) => area.Levels.Select(level => Describe(level, index)))]);

    /// <summary>Compares with the shape of what was written.</summary>
    /// <param name="written">The slide as it is now.</param>
    /// <exception cref="AnonymizationException">It is another.</exception>
    public void RequireSame(Slide written)
    {
        var now = Take(written);
        if (now._format != _format)
        {
            throw new AnonymizationException($"what was written is taken for {now._format}, and was {_format}");
        }

        if (!now._levels.SequenceEqual(_levels, StringComparer.Ordinal))
        {
            throw new AnonymizationException("what was written has other levels or tiles than the slide had");
        }
    }

    private static string Describe(SlideLevel level, int area)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> range = stackalloc byte[16];
        for (var i = 0; i < level.TileCount; i++)
        {
            var tile = level.GetTileRange(i);
            BinaryPrimitives.WriteInt64LittleEndian(range, tile.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(range[8..], tile.Length);
            hash.AppendData(range);
            if (level.TileMaker is not null || level.TilePainter is not null)
            {
                break;
            }
        }

        return FormattableString.Invariant(
            $"{area}/{level.Index}: {level.Size} {level.TileSize} {level.Encoding} {Convert.ToHexString(hash.GetHashAndReset())}");
    }
}
