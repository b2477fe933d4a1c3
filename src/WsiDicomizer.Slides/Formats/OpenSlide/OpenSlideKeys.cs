using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>Which properties identify, as data: a whitelist of those that the library computes itself.</summary>
/// <remarks>Source: the list of properties in openslide.h, 3.4.1 and 4.0.</remarks>
internal static partial class OpenSlideKeys
{
    public const string MppX = "openslide.mpp-x";
    public const string MppY = "openslide.mpp-y";
    public const string ObjectivePower = "openslide.objective-power";
    public const string BackgroundColor = "openslide.background-color";

    /// <summary>What sort of identity a property holds; null where it is known to be harmless.</summary>
    /// <param name="key">The property's name.</param>
    /// <param name="value">Its value.</param>
    public static IdentityKind? Classify(string key, string value) => key switch
    {
        // The same slide has the same digest everywhere.
        "openslide.quickhash-1" => IdentityKind.Identifier,
        "openslide.comment" => IdentityKind.Text,
        "openslide.barcode" => IdentityKind.Barcode,
        "openslide.vendor" when WordPattern().IsMatch(value) => null,
        _ when HarmlessPattern().IsMatch(key) && NumberPattern().IsMatch(value) => null,
        _ => IdentityKind.UnknownKey,
    };

    /// <summary>The maker of a format's scanners; null where the library's name does not tell.</summary>
    /// <param name="vendor">The library's name for the format.</param>
    public static string? ManufacturerOf(string vendor) => vendor switch
    {
        "sakura" => "Sakura",
        "zeiss" => "Carl Zeiss",
        "hamamatsu" => "Hamamatsu",
        "mirax" => "3DHISTECH",
        "leica" => "Leica Biosystems",
        "aperio" => "Leica Biosystems",
        "philips" => "Philips",
        "ventana" => "Roche",
        "trestle" => "Trestle",
        _ => null,
    };

    /// <summary>Where the label lies in the format's pictures; null where that is not known. The same as our own readers say.</summary>
    /// <param name="vendor">The library's name for the format.</param>
    public static LabelSide? LabelSideOf(string vendor) => vendor switch
    {
        "aperio" or "hamamatsu" or "philips" => LabelSide.Left,
        "mirax" => LabelSide.Above,
        "leica" => LabelSide.Below,
        _ => null,
    };

    [GeneratedRegex("^openslide\\.(?:mpp-[xy]|objective-power|background-color|bounds-(?:x|y|width|height)|icc-size"
        + "|level-count|level\\[[0-9]+\\]\\.(?:width|height|downsample|tile-width|tile-height)"
        + "|region\\[[0-9]+\\]\\.(?:x|y|width|height)|associated\\.[a-z_ ]+\\.(?:width|height|icc-size))$")]
    private static partial Regex HarmlessPattern();

    [GeneratedRegex("^[0-9A-Fa-f.+-]{1,24}$")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("^[a-z-]{1,24}$")]
    private static partial Regex WordPattern();
}
