using System.Globalization;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>What the metadata says of a channel.</summary>
/// <param name="Name">As the file has it; null for none.</param>
/// <param name="IsFluorescence">Whether it is fluorescence; else light that goes through.</param>
/// <param name="Excitation">In nanometres; null where the file does not say.</param>
/// <param name="Emission">In nanometres; null where the file does not say.</param>
internal sealed record ZeissChannel(string? Name, bool IsFluorescence, double? Excitation, double? Emission)
{
    /// <summary>Reads a channel.</summary>
    /// <param name="xml">The metadata; null where the file has none.</param>
    /// <param name="area">A pyramid of the channel.</param>
    /// <remarks>Channels are listed in their order; where nothing is said, grey of 16 bits or of several channels is fluorescence.</remarks>
    public static ZeissChannel Read(ZeissXml? xml, ZeissArea area)
    {
        var element = xml?.Find("Metadata", "Information", "Image", "Dimensions", "Channels")?
            .ChildrenNamed("Channel").ElementAtOrDefault(area.Channel);
        var excitation = Wavelength(element, "ExcitationWavelength");
        var emission = Wavelength(element, "EmissionWavelength");
        var isGrey = area.PixelType != ZeissPixels.Bgr24;
        var isFluorescence = (Text(element, "ContrastMethod"), Text(element, "IlluminationType")) switch
        {
            ("Fluorescence", _) or (_, "Epifluorescence" or "Fluorescence") => true,
            ({ } method, _) when method != "Other" => false,
            (_, "Transmitted") => false,
            _ => isGrey && (emission is not null || area.PixelType == ZeissPixels.Gray16 || area.ChannelCount > 1),
        };
        return new ZeissChannel(element?.Find("Name") ?? Text(element, "Name"), isFluorescence, excitation, emission);
    }

    private static string? Text(XmlElement? element, string name) =>
        element?.ChildrenNamed(name).FirstOrDefault()?.ReadText() is { Length: > 0 } text ? text : null;

    // What is no wavelength of light is no wavelength.
    private static double? Wavelength(XmlElement? element, string name) =>
        double.TryParse(Text(element, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 100 and <= 3000
            ? number
            : null;
}
