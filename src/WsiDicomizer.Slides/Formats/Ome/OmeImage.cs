using System.Collections.Frozen;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>An image of the XML: a scan, one resolution of it, or a picture beside it.</summary>
internal sealed record OmeImage
{
    private static readonly FrozenSet<string> Orders = new[]
    {
        "XYZCT", "XYZTC", "XYCTZ", "XYCZT", "XYTCZ", "XYTZC",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Its element.</summary>
    public required XmlElement Element { get; init; }

    /// <summary>Its element <c>Pixels</c>.</summary>
    public required XmlElement Pixels { get; init; }

    /// <summary>Columns and rows.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Focal planes.</summary>
    public required int SizeZ { get; init; }

    /// <summary>Samples of all channels together.</summary>
    public required int SizeC { get; init; }

    /// <summary>Points in time.</summary>
    public required int SizeT { get; init; }

    /// <summary>The order in which planes follow each other, fastest first: a permutation of Z, C and T.</summary>
    public required string PlaneOrder { get; init; }

    /// <summary>The type of its samples, e.g. <c>uint8</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its name; null where it has none.</summary>
    public string? Name => Element.Find("Name");

    /// <summary>The elements of its channels.</summary>
    public required IReadOnlyList<XmlElement> Channels { get; init; }

    /// <summary>From one focal plane to the next, in micrometres; null where it is not said.</summary>
    public required double? PlaneDistance { get; init; }

    /// <summary>Reads an image.</summary>
    /// <param name="element">Its element.</param>
    /// <param name="numbers">Reads its numbers.</param>
    /// <exception cref="SlideFormatException">What it is cannot be told.</exception>
    public static OmeImage Read(XmlElement element, OmeNumbers numbers)
    {
        var pixels = element.ChildrenNamed("Pixels").FirstOrDefault() ?? throw numbers.Damaged("has an Image without Pixels");
        var order = pixels.Find("DimensionOrder") ?? throw numbers.Damaged("has an element Pixels without DimensionOrder");
        var type = pixels.Find("Type") ?? pixels.Find("PixelType") ?? throw numbers.Damaged("has an element Pixels without Type");
        var image = new OmeImage
        {
            Element = element,
            Pixels = pixels,
            Channels = [.. pixels.ChildrenNamed("Channel")],
            PlaneDistance = OmeNumbers.ReadMicrometres(pixels, "PhysicalSizeZ"),
            Size = new PixelSize(numbers.Count(pixels, "SizeX", least: 1), numbers.Count(pixels, "SizeY", least: 1)),
            SizeZ = numbers.Count(pixels, "SizeZ", least: 1),
            SizeC = numbers.Count(pixels, "SizeC", least: 1),
            SizeT = numbers.Count(pixels, "SizeT", least: 1),
            PlaneOrder = Orders.Contains(order)
                ? order[2..]
                : throw numbers.Damaged("has an element Pixels whose DimensionOrder is none of the six that OME has"),
            Type = OmeNames.PixelTypes.Contains(type, StringComparer.Ordinal)
                ? type
                : throw numbers.Damaged("has an element Pixels whose Type is none that OME has"),
        };
        return image.SizeZ * (long)image.SizeC <= OmeLimits.MaxPlanes
            ? image
            : throw numbers.Damaged(
                $"has an image of {image.SizeZ} focal planes and {image.SizeC} samples; the limit is {OmeLimits.MaxPlanes} together");
    }

    /// <summary>The light of a channel.</summary>
    /// <param name="channel">0-based.</param>
    /// <param name="count">How many channels the image has.</param>
    /// <param name="samplesPerPixel">Of each.</param>
    /// <returns>Null for white light.</returns>
    /// <remarks>
    /// Several grey channels of which nothing is said are taken for fluorescence: cameras for bright field see colours.
    /// </remarks>
    public OpticalPath? GetOpticalPath(int channel, int count, int samplesPerPixel)
    {
        var element = Channels.Count == count ? Channels[channel] : null;
        var excitation = element is null ? null : OmeNumbers.ReadNanometres(element, "ExcitationWavelength");
        var emission = element is null ? null : OmeNumbers.ReadNanometres(element, "EmissionWavelength");
        var contrast = element?.Find("ContrastMethod");
        var isFluorescence = element?.Find("IlluminationType") switch
        {
            "Epifluorescence" => true,
            "Transmitted" or "Oblique" => false,
            _ when contrast is not null && OmeNames.OtherContrasts.Contains(contrast, StringComparer.Ordinal) => false,
            _ => contrast == "Fluorescence" || excitation is not null || emission is not null
                || !string.IsNullOrEmpty(element?.Find("Fluor")) || (count > 1 && samplesPerPixel == 1),
        };
        if (count == 1 && !isFluorescence)
        {
            return null;
        }

        var name = element?.Find("Name") is { Length: > 0 } given ? given : element?.Find("Fluor");
        return new OpticalPath
        {
            Index = channel,
            Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim(),
            IsFluorescence = isFluorescence,
            ExcitationNanometres = excitation,
            EmissionNanometres = emission,
        };
    }

    /// <summary>A focal plane of several; null where there is one.</summary>
    /// <param name="plane">0-based.</param>
    /// <remarks>The first is taken for the nominal one, and the others for being further from the glass: nothing says it.</remarks>
    public FocalPlane? GetFocalPlane(int plane) => SizeZ == 1
        ? null
        : new FocalPlane(plane, PlaneDistance is { } distance ? Math.Round(plane * distance, 6) : null);
}
