using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Names and words of OME-XML.</summary>
/// <remarks>Source: the OME schemas 2003 to 2016-06, openmicroscopy.org.</remarks>
internal static partial class OmeNames
{
    /// <summary>What the types of pixels are called.</summary>
    public static readonly string[] PixelTypes =
        ["int8", "int16", "int32", "uint8", "uint16", "uint32", "float", "double", "complex", "double-complex", "bit"];

    /// <summary>Ways to make contrast by light that goes through or falls on, without fluorescence.</summary>
    public static readonly string[] OtherContrasts =
        ["Brightfield", "Phase", "DIC", "HoffmanModulation", "ObliqueIllumination", "PolarizedLight", "Darkfield"];

    /// <summary>What a name of an image says of a picture beside the pyramid.</summary>
    /// <param name="name">Attribute <c>Name</c> of <c>Image</c>; null where there is none.</param>
    /// <returns>Null where it names no such picture.</returns>
    /// <remarks>Bio-Formats writes <c>label image</c> and <c>macro image</c>.</remarks>
    public static AssociatedImageKind? FindPicture(string? name)
    {
        var match = PicturePattern().Match(name ?? string.Empty);
        return !match.Success ? null
            : match.Groups["label"].Success ? AssociatedImageKind.Label
            : match.Groups["macro"].Success ? AssociatedImageKind.Macro
            : match.Groups["thumbnail"].Success ? AssociatedImageKind.Thumbnail
            : AssociatedImageKind.Unknown;
    }

    // The word alone, or with "image" behind it: "Doe_label_42" is what somebody called a scan.
    [GeneratedRegex(
        @"^\s*(?:(?<label>label|barcode)|(?<macro>macro|overview)|(?<thumbnail>thumbnail)|preview|map)(?:[ _-]?image)?\s*(?:\.[a-z. ]{1,16})?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PicturePattern();
}
