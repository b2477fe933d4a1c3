using WsiDicomizer.Slides.TiffPages;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Qptiff;

/// <summary>Maps the XML and tags of a QPTIFF to the metadata that every format has.</summary>
/// <remarks>What does not parse is taken as not said: it is still among the vendor's properties and the identity records.</remarks>
internal static class QptiffMetadata
{
    /// <summary>Reads the metadata.</summary>
    /// <param name="structure">The slide's pages.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(QptiffStructure structure)
    {
        var directory = structure.Levels[0].Directory;
        var description = structure.Description;
        var (date, time) = TiffPageTexts.ReadDateTime(directory);
        return new SlideMetadata
        {
            Manufacturer = "PerkinElmer",
            AcquisitionDate = date,
            AcquisitionTime = time,
            ObjectivePower = description.Find("Objective") is { } objective ? QptiffKeys.ParseMagnification(objective) : null,
            Spacing = TiffPageSpacing.Read(directory),
            Barcode = description.Find("Barcode"),
            Operator = description.Find("UserName") ?? description.Find("OperatorName"),
            Title = description.Find("SlideID"),
            VendorProperties =
            [
                .. Flatten(description.Map.Root, string.Empty),
                .. TiffPageTexts.ReadAll(directory, Tiff.TiffTag.ImageDescription),
            ],
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(XmlElement element, string prefix)
    {
        var path = prefix + element.LocalName;
        if (element.ReadText().Trim() is { Length: > 0 } text)
        {
            yield return KeyValuePair.Create(path, text);
        }

        foreach (var attribute in element.Attributes)
        {
            yield return KeyValuePair.Create($"{path}.{attribute.Name}", attribute.Value);
        }

        foreach (var property in element.Children.SelectMany(child => Flatten(child, $"{path}.")))
        {
            yield return property;
        }
    }
}
