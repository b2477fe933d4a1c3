using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>A codestream without comments, described by what is new and what is copied from the source.</summary>
/// <remarks>
/// The frame is <see cref="Header"/>, then either <see cref="NewTileParts"/> or, if that is empty, the source's bytes
/// from <see cref="TilePartsOffset"/> on, <see cref="TilePartsLength"/> of them, then EOC (FFD9). Immutable.
/// </remarks>
public sealed class Jpeg2000RewrittenFrame
{
    /// <summary>The main header, SOC to before the first SOT.</summary>
    public required ReadOnlyMemory<byte> Header { get; init; }

    /// <summary>Where the tile-parts start in the source.</summary>
    public required int TilePartsOffset { get; init; }

    /// <summary>How long the tile-parts are in the source.</summary>
    public required int TilePartsLength { get; init; }

    /// <summary>The tile-parts where their headers had to change; empty where the source's are copied.</summary>
    public ReadOnlyMemory<byte> NewTileParts { get; init; }

    /// <summary>How many marker segments were left out.</summary>
    public required int DroppedSegments { get; init; }

    /// <summary>Whether the source ended its codestream without EOC, which is added.</summary>
    public required bool EndWasMissing { get; init; }

    /// <summary>Whether a tile-part states a wavelet or transform of its own, so that <see cref="Info"/> does not tell all.</summary>
    public required bool OverridesCodingStyle { get; init; }

    /// <summary>What the main header says.</summary>
    public required Jpeg2000Header Info { get; init; }

    /// <summary>Whether everything from the first SOT to before EOC is the source's, byte for byte.</summary>
    public bool TilePartsAreIdentical => NewTileParts.IsEmpty;

    /// <summary>The length of the frame with EOC, not padded.</summary>
    public int Length => Header.Length + (TilePartsAreIdentical ? TilePartsLength : NewTileParts.Length) + 2;

    /// <summary>The result in the form that all codecs' scrubbers give.</summary>
    /// <param name="source">The bytes that were rewritten.</param>
    public ScrubbedCodestream ToScrubbed(ReadOnlySpan<byte> source) =>
        source.StartsWith(Header.Span) && TilePartsOffset == Header.Length && TilePartsAreIdentical && !EndWasMissing
            ? new ScrubbedCodestream(Length, null, 0)
            : new ScrubbedCodestream(0, Assemble(source), Math.Max(1, DroppedSegments));

    /// <summary>Builds the whole frame.</summary>
    /// <param name="source">The bytes that were rewritten.</param>
    /// <returns>SOC to EOC, not padded.</returns>
    public byte[] Assemble(ReadOnlySpan<byte> source)
    {
        var frame = new byte[Length];
        Header.Span.CopyTo(frame);
        var tileParts = TilePartsAreIdentical ? source.Slice(TilePartsOffset, TilePartsLength) : NewTileParts.Span;
        tileParts.CopyTo(frame.AsSpan(Header.Length));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 2), Jpeg2000Marker.Eoc);
        return frame;
    }
}
