using System.Diagnostics.CodeAnalysis;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Jpeg.Masking;

/// <summary>Covers a part of a JPEG picture without decoding the rest: labels on pictures of the glass.</summary>
/// <remarks>
/// <para>Every MCU that the rectangle touches becomes one of constant shade; of what it held nothing is left, the
/// predictions of its DC coefficients included. All other coefficients are the source's. Near the rectangle's edge decoders
/// that interpolate chroma mix colours of its neighbours in, on both sides.</para>
/// <para>One sequential Huffman-coded scan of 8 bits with 1 or 3 components (SOF0, SOF1); progressive, arithmetic and
/// 12-bit streams and several scans are <see cref="CodecProblem.Unsupported"/>. The new stream has the same restart
/// intervals, states its colour, defines its tables, and holds no APPn, no comment and nothing behind EOI. It has the
/// source's Huffman tables, unless they lack a code that is needed: then those of T.81 K.3.</para>
/// <para>Immutable and thread-safe. Memory: twice the stream. Source: ITU-T T.81 A.2, B.2.4.4, F.1.2 and F.2.2.</para>
/// </remarks>
public sealed class JpegMask
{
    private readonly JpegColor _color;
    private readonly JpegLimits _limits;

    /// <summary>Creates a mask.</summary>
    /// <param name="color">What the components mean, as the container says; the stream may contradict.</param>
    /// <param name="limits">What a stream may ask for.</param>
    public JpegMask(JpegColor color, JpegLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _color = color;
        _limits = limits;
    }

    /// <summary>Shared tables of abbreviated streams (TIFF tag 347), SOI to EOI; empty, the default, where there are none.</summary>
    public ReadOnlyMemory<byte> Tables { get; init; }

    /// <summary>The grey that covers: 0 black to 255 white, the default. Both of these are exact, others as near as quantization allows.</summary>
    public byte Shade { get; init; } = 255;

    /// <summary>Covers a rectangle.</summary>
    /// <param name="stream">A whole stream; what follows its EOI is left out.</param>
    /// <param name="area">In pixels, within the image; it is widened to whole MCUs.</param>
    /// <returns>The new stream.</returns>
    /// <exception cref="CodecException">The stream is damaged, larger than the limits, or not supported.</exception>
    /// <exception cref="ArgumentException">The rectangle is empty or not within the image.</exception>
    public JpegMasked Apply(ReadOnlySpan<byte> stream, PixelRectangle area)
    {
        var source = JpegHeader.Read(stream, _limits);
        var color = source.ResolveColor(_color) ?? _color;
        var rewritten = new JpegFrameHeaderRewriter(Tables, color, _limits).Rewrite(stream);
        var head = rewritten.Bytes.Span;
        var layout = JpegScanLayout.ReadSequential(head, _limits);
        var grid = new JpegMcuGrid(layout.Header, area, _limits);
        var writer = new JpegTileWriter();
        writer.Start(layout.WriteSameHeader(head, color, _limits));
        var levels = FindLevels(layout.Header, new JpegQuantization(head, _limits), color);
        var reader = new JpegIntervalReader(stream, rewritten.SourceLength, grid, layout.Header.RestartInterval);
        var run = new Run(new JpegMcuCopier(layout), writer, levels);
        while (reader.ReadNext())
        {
            run.Copy(ref reader, grid);
        }

        return new JpegMasked(writer.Finish(), grid.Area, grid.CountInside);
    }

    /// <summary>Covers a rectangle, or says why that cannot be.</summary>
    /// <param name="stream">A whole stream.</param>
    /// <param name="area">In pixels, within the image.</param>
    /// <param name="masked">The new stream, or null.</param>
    /// <param name="reason">Offsets and expectations, no values; null where there is a stream.</param>
    /// <returns>Whether there is a stream.</returns>
    /// <exception cref="ArgumentException">The rectangle is empty or not within the image.</exception>
    public bool TryApply(
        ReadOnlySpan<byte> stream,
        PixelRectangle area,
        [NotNullWhen(true)] out JpegMasked? masked,
        [NotNullWhen(false)] out string? reason)
    {
        try
        {
            (masked, reason) = (Apply(stream, area), null);
            return true;
        }
        catch (CodecException exception)
        {
            (masked, reason) = (null, exception.Message);
            return false;
        }
    }

    // The DC coefficient of a block of constant shade is 8 times its distance from 128 (T.81 A.3.1 and A.3.3). White and
    // black are rounded outwards, where decoders clamp.
    private int[] FindLevels(JpegHeader header, JpegQuantization quantization, JpegColor color)
    {
        var levels = new int[header.Components.Count];
        for (var component = 0; component < levels.Length; component++)
        {
            if (component == 0 || color != JpegColor.YCbCr)
            {
                var level = (Shade - 128) * 8.0 / quantization.Of(header.Components[component])[0];
                levels[component] = (int)(Shade switch
                {
                    0 => Math.Floor(level),
                    255 => Math.Ceiling(level),
                    _ => Math.Round(level),
                });
            }
        }

        return levels;
    }

    /// <summary>What one call works with.</summary>
    private sealed class Run(JpegMcuCopier copier, JpegTileWriter writer, int[] levels)
    {
        private readonly JpegTileWriter _nowhere = new();

        public void Copy(ref JpegIntervalReader reader, JpegMcuGrid grid)
        {
            if (reader.MarkerBefore is { } marker)
            {
                writer.Restart(marker);
            }

            (copier.Data, copier.Length, copier.Bit) = (reader.Data, reader.Length, 0);
            copier.Predictions.AsSpan().Clear();
            for (int done = 0, count; done < reader.Count; done += count)
            {
                count = Math.Min(grid.RunFrom(reader.FirstMcu + done, out var isInside), reader.Count - done);
                if (!(isInside ? Cover(count) : copier.Copy(count, writer)))
                {
                    throw new CodecFault(CodecProblem.Damaged, reader.Start, "the codes of whole MCUs behind this place")
                        .ToException("JPEG scan");
                }
            }
        }

        // What is covered is read to know where it ends, and goes nowhere.
        private bool Cover(int count)
        {
            _nowhere.Start([]);
            copier.Predictions.CopyTo(_nowhere.Predictions, 0);
            return copier.Copy(count, _nowhere) && copier.Fill(count, levels, writer);
        }
    }
}
