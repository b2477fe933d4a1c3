using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.PhilipsXml;

/// <summary>Every place of identity in an XML of Philips: each element, attribute and comment is asked.</summary>
internal sealed partial class PhilipsImportIdentity
{
    private static readonly string[] ObjectTypes =
    [
        PhilipsNames.RootType, PhilipsNames.ScannedImageType, PhilipsNames.RepresentationType, "UFSImageGeneralHeader",
        "UFSImageDimension", "UFSImageDimensionRange", "UFSImageBlockHeaderTemplate", "UFSImageBlockHeader",
        "UFSImageClusterHeaderTemplate", "UFSImageValidDataEnvelope", "UFSImageOppExtremeVertex", "DPColorManagement",
        "DPImagePostProcessing", "DPWaveletQuantizerSeetingsPerColor", "DPWaveletQuantizerSeetingsPerLevel",
    ];

    private readonly PhilipsPlace _place;
    private readonly XmlMap _map;
    private readonly List<IdentityRecord> _records = [];

    /// <summary>Prepares to search.</summary>
    /// <param name="place">The tag.</param>
    /// <param name="map">Its XML.</param>
    public PhilipsImportIdentity(PhilipsPlace place, XmlMap map)
    {
        _place = place;
        _map = map;
    }

    /// <summary>Finds the records, in the order of the XML; comments and instructions last.</summary>
    public IReadOnlyList<IdentityRecord> Find()
    {
        Visit(_map.Root, IdentityKind.MacroImage);
        foreach (var piece in _map.Loose)
        {
            if (_place.Bytes.AsSpan(piece.Start, piece.Length).IndexOfAnyExcept(XmlMap.Blanks) >= 0)
            {
                _records.Add(_place.Text("comment", IdentityKind.UnknownKey, piece.Start, piece.Length));
            }
        }

        return _records;
    }

    // The reader of the XML bounds the depth.
    private void Visit(XmlElement element, IdentityKind pictureKind)
    {
        switch (element.LocalName)
        {
            case "DataObject":
                pictureKind = PictureKindOf(element);
                VisitMarkup(element, (name, value) => name == "ObjectType" && ObjectTypes.Contains(value));
                VisitLooseText(element);
                break;
            case "Array":
                VisitMarkup(element, (_, _) => false);
                VisitLooseText(element);
                break;
            case "Attribute":
                VisitMarkup(element, IsHarmlessMarkup);
                VisitAttribute(element, element.Find("Name") ?? string.Empty, pictureKind);
                break;
            default:
                VisitMarkup(element, (_, _) => false);
                VisitLooseText(element);
                break;
        }

        foreach (var child in element.Children)
        {
            Visit(child, pictureKind);
        }
    }

    private void VisitAttribute(XmlElement element, string name, IdentityKind pictureKind)
    {
        if (element.FindText() is not { } text)
        {
            return;
        }

        if (PhilipsNames.Canonical(name) == PhilipsNames.ImageData)
        {
            _records.Add(_place.Record(name, null, pictureKind, text.Start, text.Length));
            return;
        }

        var value = element.ReadText();
        if (PhilipsNames.Canonical(name) == PhilipsNames.IccProfile && PhilipsBase64.TryDecode(value) is { } profile)
        {
            // What is found lies in the decoded bytes; the place is the whole text.
            var range = new ByteRange(_place.Offset + text.Start, text.Length);
            _records.AddRange(IccIdentity.FindRecords(profile, $"{_place.Location}, {name}", range.Offset)
                .Select(record => record with { Range = range }));
            return;
        }

        var kind = PhilipsKeys.IsContainer(name) ? IdentityKind.UnknownKey : PhilipsKeys.Classify(name, value);
        if (kind is not { } known)
        {
            return;
        }

        var title = name.Length > 0 ? name : "text without a name";
        _records.Add(_place.Record(title, value, known, text.Start, text.Length));

        // What the stored text means is what could come out somewhere: it is searched for, too.
        if (known == IdentityKind.Barcode && PhilipsBase64.TryDecodeText(value) is { } decoded)
        {
            _records.Add(_place.Record($"{title}, decoded", decoded, known, text.Start, text.Length));
        }
        else if (SourceFilePattern().Match(value) is { Success: true } match)
        {
            _records.Add(_place.Record("sourceFilename", match.Groups["file"].Value, IdentityKind.Identifier, text.Start, text.Length));
        }
        else if (PhilipsNames.Canonical(name) == PhilipsNames.SourceFile
            && Path.GetFileNameWithoutExtension(value.Split('\\')[^1]) is { Length: > 0 } file)
        {
            _records.Add(_place.Record("file name of the source", file, IdentityKind.Identifier, text.Start, text.Length));
        }
    }

    private void VisitMarkup(XmlElement element, Func<string, string, bool> isHarmless)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Length > 0 && !isHarmless(attribute.Name, attribute.Value))
            {
                _records.Add(_place.Record(
                    $"{element.Name} {attribute.Name}", attribute.Value, IdentityKind.UnknownKey, attribute.Start, attribute.Length));
            }
        }
    }

    private void VisitLooseText(XmlElement element)
    {
        if (element.FindText() is { } text)
        {
            _records.Add(_place.Record(element.Name, element.ReadText(), IdentityKind.UnknownKey, text.Start, text.Length));
        }
    }

    // A name that nobody knows may itself be somebody's; its value is a record anyway.
    private static bool IsHarmlessMarkup(string name, string value) => name switch
    {
        "Name" => NamePattern().IsMatch(value),
        "Group" or "Element" => NumberPattern().IsMatch(value),
        "PMSVR" => TypePattern().IsMatch(value),
        _ => false,
    };

    private static IdentityKind PictureKindOf(XmlElement dataObject)
    {
        var type = dataObject.ChildrenNamed("Attribute")
            .FirstOrDefault(child => PhilipsNames.Canonical(child.Find("Name") ?? string.Empty) == PhilipsNames.ImageType);
        return type?.ReadText() == "LABELIMAGE" ? IdentityKind.LabelImage : IdentityKind.MacroImage;
    }

    [GeneratedRegex(@"^(?:DICOM|PIM|PIIM|UFS|DP)_[A-Z0-9_]{1,80}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^0x[0-9A-Fa-f]{1,4}$")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("^I(?:String|StringArray|UInt16|UInt32|UInt64|Uint64|Double|DoubleArray|UInt16Array|UInt32Array|DataObjectArray)$")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"sourceFilename=""(?<file>[^""]+)""")]
    private static partial Regex SourceFilePattern();
}
