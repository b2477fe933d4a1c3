using System.Globalization;
using System.Security;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Leica;

/// <summary>Writes the XML of tag 270 and notes what is planted in it.</summary>
/// <remarks>Evidence: the XML of Leica-1 and Leica-2 (OpenSlide's public test data).</remarks>
internal sealed class LeicaXmlWriter
{
    private const string Where = "page 0, tag 270 ImageDescription";
    private const string Version = "1.4.0.9691 2011/03/30 10:30:59;1.4.0.9708";

    private readonly LeicaPlan _plan;
    private readonly StringBuilder _text = new();
    private SplitMix64 _random;
    private int _number;

    /// <summary>Prepares the XML.</summary>
    /// <param name="plan">What is decided.</param>
    public LeicaXmlWriter(LeicaPlan plan)
    {
        _plan = plan;
        _random = new SplitMix64(plan.Options.Seed + 0x5C4E);
        _number = 1819 + (int)(plan.Options.Seed % 1000);
    }

    private PlantedIdentity Identity => _plan.Identity;

    private bool IsPlanted => Identity != PlantedIdentity.None;

    /// <summary>Writes the XML.</summary>
    public string Write()
    {
        var version = _plan.Traits.OldNamespace ? "2010/03/10" : "2010/10/01";
        _text.Append("<?xml version=\"1.0\"?>\n<scn xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ")
            .Append("xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"").Append(Uuid("scn"))
            .Append(CultureInfo.InvariantCulture, $" xmlns=\"http://www.leica-microsystems.com/scn/{version}\">\n");
        if (Identity.User is { } user)
        {
            var comment = $" exported by {user} ";
            _text.Append("  <!--").Append(comment).Append("-->\n");
            _plan.Planted.Add(Where, "comment", comment, PlantedKind.UnknownKey);
        }

        _text.Append("  <collection").Append(Planted("collection@name", "name", CollectionName(), PlantedKind.Identifier))
            .Append(Uuid("collection"))
            .Append(CultureInfo.InvariantCulture, $" sizeX=\"{_plan.Glass.Width}\" sizeY=\"{_plan.Glass.Height}\"");
        WriteBarcode();
        if (_plan.Traits.HasMacro)
        {
            WriteImage(LeicaPlan.MacroLevels, 0, (0, 0), _plan.Glass, 0.60833, 0, isArea: false);
        }

        for (var index = 0; index < _plan.Areas.Count; index++)
        {
            var area = _plan.Areas[index];
            long nanometres = _plan.NanometresPerPixel;
            WriteImage(
                area.Levels,
                area.FirstPage,
                (area.Left * nanometres, area.Top * nanometres),
                (area.Levels[0].Width * nanometres, area.Levels[0].Height * nanometres),
                20,
                3 * (index + 1),
                isArea: true);
        }

        return _text.Append("  </collection>\n</scn>").ToString();
    }

    private string CollectionName() => Identity.FileName is { } name ? $"{name} part" : "ImageCollection_0000000128";

    private void WriteBarcode()
    {
        if (Identity.Barcode is not { } barcode)
        {
            _text.Append(">\n");
            return;
        }

        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(barcode));
        var name = _plan.Traits.OldNamespace ? "collection@barcode" : "barcode";
        _plan.Planted.Add(Where, name, barcode, PlantedKind.Barcode, Encoding.ASCII.GetBytes(encoded));
        _text.Append(_plan.Traits.OldNamespace
            ? $" barcode=\"{encoded}\">\n"
            : $">\n    <barcode>{encoded}</barcode>\n");
    }

    private void WriteImage(
        IReadOnlyList<PixelSize> levels,
        int firstPage,
        (long Left, long Top) offset,
        (long Width, long Height) view,
        double objective,
        int minutes,
        bool isArea)
    {
        var name = IsPlanted ? string.Create(CultureInfo.InvariantCulture, $"image_{_number++:0000000000}") : null;
        _text.Append("    <image").Append(name is null ? " name=\"\"" : Planted("image@name", "name", name, PlantedKind.Identifier))
            .Append(Uuid("image"));
        if (Identity.User is { } user)
        {
            _text.Append(Planted("image@operator", "operator", user, PlantedKind.UnknownKey));
        }

        _text.Append(">\n");
        if (Identity.ScannedAt is { } scanned)
        {
            var created = scanned.AddMinutes(minutes).ToString("yyyy-MM-ddTHH:mm:ss'.31Z'", CultureInfo.InvariantCulture);
            _text.Append(CultureInfo.InvariantCulture, $"      <creationDate>{created}</creationDate>\n");
            _plan.Planted.Add(Where, "creationDate", created, PlantedKind.Date);
        }

        _text.Append("      <device model=\"Leica SCN400;Leica SCN\"");
        _text.Append(IsPlanted ? Planted("device@version", "version", Version, PlantedKind.Serial) : string.Empty)
            .Append(" />\n");
        _text.Append(CultureInfo.InvariantCulture, $"      <pixels sizeX=\"{levels[0].Width}\" sizeY=\"{levels[0].Height}\">\n");
        WriteDimensions(levels, firstPage, isArea);

        _text.Append("      </pixels>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"      <view sizeX=\"{view.Width}\" sizeY=\"{view.Height}\" offsetX=\"{offset.Left}\" offsetY=\"{offset.Top}\" spacingZ=\"400\" />\n")
            .Append("      <scanSettings>\n        <objectiveSettings>\n")
            .Append(CultureInfo.InvariantCulture, $"          <objective>{objective}</objective>\n")
            .Append("        </objectiveSettings>\n        <illuminationSettings>\n          <numericalAperture>0.4</numericalAperture>\n")
            .Append(CultureInfo.InvariantCulture, $"          <illuminationSource>{(IsFluorescence(isArea) ? "fluorescence" : "brightfield")}</illuminationSource>\n")
            .Append("        </illuminationSettings>\n");
        WriteChannels(isArea);
        _text.Append("      </scanSettings>\n    </image>\n");
    }

    private bool IsFluorescence(bool isArea) => isArea && _plan.Traits.Channels > 0;

    private void WriteDimensions(IReadOnlyList<PixelSize> levels, int firstPage, bool isArea)
    {
        var page = firstPage;
        for (var level = 0; level < levels.Count; level++)
        {
            for (var view = 0; view < (isArea ? _plan.Traits.PagesPerLevel : 1); view++)
            {
                var channels = Math.Max(1, _plan.Traits.Channels);
                var plane = isArea && _plan.Traits.Planes > 1 ? $" z=\"{view / channels}\"" : string.Empty;
                var channel = IsFluorescence(isArea) ? $" c=\"{view % channels}\"" : string.Empty;
                _text.Append(
                    CultureInfo.InvariantCulture,
                    $"        <dimension sizeX=\"{levels[level].Width}\" sizeY=\"{levels[level].Height}\" r=\"{level}\"{plane}{channel} ifd=\"{page++}\" />\n");
            }
        }
    }

    // The operator names the channels; the filters of Leica-Fluorescence-1 are 405, L5 and TX2.
    private void WriteChannels(bool isArea)
    {
        if (!IsFluorescence(isArea))
        {
            return;
        }

        _text.Append("        <channelSettings>\n");
        foreach (var (index, filter, color) in new[] { (0, "405", "#0000ff"), (1, "L5", "#00ff00"), (2, "TX2", "#ff0000") })
        {
            var name = Identity.CaseNumber is { } caseNumber ? $"{filter}|{caseNumber}" : $"{filter}|Empty";
            _text.Append(CultureInfo.InvariantCulture, $"          <channel index=\"{index}\"")
                .Append(Planted("channel@name", "name", name, PlantedKind.Text))
                .Append(CultureInfo.InvariantCulture, $" rgb=\"{color}\"><exposureTime>105000</exposureTime><ccdGain>15</ccdGain></channel>\n");
        }

        _text.Append("        </channelSettings>\n");
    }

    private string Planted(string key, string name, string value, PlantedKind kind)
    {
        if (IsPlanted)
        {
            _plan.Planted.Add(Where, key, value, kind, Encoding.UTF8.GetBytes(SecurityElement.Escape(value)));
        }

        return $" {name}=\"{SecurityElement.Escape(value)}\"";
    }

    // Leica-1 has one of its own on everything; without identity none is written.
    private string Uuid(string element)
    {
        if (!IsPlanted)
        {
            return string.Empty;
        }

        Span<byte> bytes = stackalloc byte[16];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)_random.Next(256);
        }

        var uuid = $"urn:uuid:{new Guid(bytes, bigEndian: true):D}";
        return Planted($"{element}@uuid", "uuid", uuid, PlantedKind.Identifier);
    }
}
