using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>What a blank JPEG stream has to look like from outside.</summary>
public sealed class BlankJpegFormat
{
    /// <summary>The most columns and rows that libjpeg decodes.</summary>
    public const int MaxDimension = 65500;

    // T.81 B.2.3: the blocks of an interleaved MCU.
    private const int MaxMcuBlocks = 10;

    private BlankJpegFormat(PixelSize size, JpegColor color, IReadOnlyList<JpegComponent> components)
    {
        Size = size;
        Color = color;
        Components = components;
    }

    /// <summary>Columns and rows, 1 to 65,500 each.</summary>
    public PixelSize Size { get; }

    /// <summary>What the components mean.</summary>
    public JpegColor Color { get; }

    /// <summary>Identifiers and sampling factors: one or three.</summary>
    public IReadOnlyList<JpegComponent> Components { get; }

    /// <summary>The grey of every pixel, 0 (black) to 255 (white); 255. Decoders give exactly this value.</summary>
    public byte Shade { get; private init; } = 255;

    /// <summary>The segment that states the colour; none.</summary>
    public BlankJpegMark Mark { get; private init; }

    /// <summary>One component.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <exception cref="ArgumentException">The size is not possible.</exception>
    public static BlankJpegFormat Grey(PixelSize size) => Create(size, JpegColor.Grey, [new JpegComponent(1, 1, 1, 0)]);

    /// <summary>Red, green and blue as they are, with the ids 'R', 'G', 'B', by which libjpeg knows them.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <exception cref="ArgumentException">The size is not possible.</exception>
    public static BlankJpegFormat Rgb(PixelSize size) => Create(
        size, JpegColor.Rgb, [.. JpegColorRules.RgbIds.ToArray().Select(id => new JpegComponent(id, 1, 1, 0))]);

    /// <summary>Y, Cb and Cr with the ids 1, 2, 3.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="horizontalSampling">H of Y against 1 of Cb and Cr: 1, 2 or 4.</param>
    /// <param name="verticalSampling">V of Y against 1 of Cb and Cr: 1, 2 or 4; H × V is 8 at most.</param>
    /// <exception cref="ArgumentException">Size or factors are not possible.</exception>
    public static BlankJpegFormat YCbCr(PixelSize size, int horizontalSampling = 1, int verticalSampling = 1) => Create(
        size,
        JpegColor.YCbCr,
        [new JpegComponent(1, horizontalSampling, verticalSampling, 0), new JpegComponent(2, 1, 1, 0), new JpegComponent(3, 1, 1, 0)]);

    /// <summary>The format of a stream that is there: its size, ids, sampling and mark.</summary>
    /// <param name="header">Of the stream; of any Huffman-coded or arithmetic process.</param>
    /// <param name="declared">
    /// What the container says that the components mean; the stream's word counts more (<see cref="JpegHeader.ResolveColor"/>).
    /// </param>
    /// <returns>Null where a blank cannot be like it: not of 8 bits, 2 or 4 components, a size stated elsewhere.</returns>
    public static BlankJpegFormat? TryLike(JpegHeader header, JpegColor declared)
    {
        ArgumentNullException.ThrowIfNull(header);
        var size = new PixelSize(header.Width, header.Height);
        var components = WithoutCommonFactors(header.Components);
        if (header.Precision != 8 || header.ResolveColor(declared) is not { } color || !IsPossible(size, components))
        {
            return null;
        }

        var mark = header.HasJfif ? BlankJpegMark.Jfif : header.AdobeTransform is null ? BlankJpegMark.None : BlankJpegMark.Adobe;
        return new BlankJpegFormat(size, color, components) { Mark = mark };
    }

    /// <summary>The same in another shade.</summary>
    /// <param name="shade">0 (black) to 255 (white).</param>
    public BlankJpegFormat WithShade(byte shade) => new(Size, Color, Components) { Mark = Mark, Shade = shade };

    /// <summary>The same with another statement of the colour.</summary>
    /// <param name="mark">The segment.</param>
    /// <exception cref="ArgumentException">RGB cannot be marked as JFIF.</exception>
    public BlankJpegFormat WithMark(BlankJpegMark mark) => mark != BlankJpegMark.Jfif || Color != JpegColor.Rgb
        ? new BlankJpegFormat(Size, Color, Components) { Mark = mark, Shade = Shade }
        : throw new ArgumentException("JFIF knows grey and YCbCr only.", nameof(mark));

    /// <summary>Three components of 2 × 2 cannot be interleaved, and mean the same as three of 1 × 1.</summary>
    private static IReadOnlyList<JpegComponent> WithoutCommonFactors(IReadOnlyList<JpegComponent> components)
    {
        var (horizontal, vertical) = (components[0].HorizontalSampling, components[0].VerticalSampling);
        return components.All(other => (other.HorizontalSampling, other.VerticalSampling) == (horizontal, vertical))
            ? [.. components.Select(component => new JpegComponent(component.Id, 1, 1, 0))]
            : components;
    }

    private static BlankJpegFormat Create(PixelSize size, JpegColor color, JpegComponent[] components) =>
        IsPossible(size, components)
            ? new BlankJpegFormat(size, color, components)
            : throw new ArgumentException("A JPEG has 1 to 65500 columns and rows, and 10 blocks in an MCU at most.", nameof(size));

    private static bool IsPossible(PixelSize size, IReadOnlyList<JpegComponent> components) =>
        size.Width is >= 1 and <= MaxDimension
        && size.Height is >= 1 and <= MaxDimension
        && components.All(component => component is { HorizontalSampling: >= 1 and <= 4, VerticalSampling: >= 1 and <= 4 })
        && components.DistinctBy(component => component.Id).Count() == components.Count
        && (components.Count == 1
            || components.Sum(component => component.HorizontalSampling * component.VerticalSampling) <= MaxMcuBlocks);
}
