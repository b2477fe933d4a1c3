using System.Globalization;
using System.Security;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Ome;

/// <summary>Writes the OME-XML of tag 270 and notes what is planted in it.</summary>
/// <param name="plan">What is decided.</param>
/// <param name="traits">What the variant is.</param>
/// <param name="label">The size of the label.</param>
/// <param name="macro">The size of the macro.</param>
/// <remarks>Evidence: the XML of Bio-Formats 5.2 and 6.7, QuPath and tifffile; the OME schema 2016-06.</remarks>
internal sealed class OmeXmlWriter(PagedPlan plan, OmeTraits traits, PixelSize label, PixelSize macro)
{
    private const string Namespace = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
    private const string Warning =
        " Warning: this comment is an OME-XML metadata block, which contains crucial dimensional parameters and other important "
        + "metadata. Please edit cautiously (if at all), and back up the original data before doing so. For more information, see "
        + "the OME-TIFF web site: https://docs.openmicroscopy.org/latest/ome-model/ome-tiff/. ";

    private readonly StringBuilder _text = new();
    private readonly string _uuid = CreateUuid(plan.Options.Seed);
    private int _image;

    private PlantedIdentity Identity => plan.Identity;

    /// <summary>Writes the XML.</summary>
    public string Write()
    {
        _text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><!--").Append(Warning).Append("-->");
        if (Identity.User is { } user)
        {
            var comment = $" exported by {user} ";
            _text.Append("<!--").Append(comment).Append("-->");
            Note("comment", comment, PlantedKind.UnknownKey);
        }

        _text.Append(CultureInfo.InvariantCulture, $"<OME xmlns=\"{Namespace}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ")
            .Append(CultureInfo.InvariantCulture, $"xsi:schemaLocation=\"{Namespace} {Namespace}/ome.xsd\" Creator=\"OME Bio-Formats 6.7.0\"")
            .Append(Attribute("OME", "UUID", plan.IsPlanted ? _uuid : null, PlantedKind.Identifier)).Append('>');
        WritePeople();
        WriteInstrument();
        if (traits.HasResolutionImages)
        {
            for (var level = 0; level < plan.Levels.Count; level++)
            {
                WriteImage(level == 0 ? Identity.FileName : null, plan.Levels[level], level, isSlide: true);
            }
        }
        else
        {
            WriteImage(Identity.FileName, plan.Levels[0], 0, isSlide: true);
        }

        if (traits.HasPictures)
        {
            var page = traits.HasResolutionImages ? plan.Levels.Count : traits.Views;
            WriteImage("label image", label, page, isSlide: false);
            WriteImage("macro image", macro, page + 1, isSlide: false);
        }

        WriteAnnotations();
        return _text.Append("</OME>").ToString();
    }

    private void WritePeople()
    {
        if (!plan.IsPlanted)
        {
            return;
        }

        _text.Append("<Project ID=\"Project:0\"").Append(Attribute("Project", "Name", Identity.CaseNumber, PlantedKind.Text)).Append("/>");
        _text.Append("<ExperimenterGroup ID=\"ExperimenterGroup:0\"")
            .Append(Attribute("ExperimenterGroup", "Name", Identity.ServerName, PlantedKind.Text)).Append("/>");
        var database = Identity.ImageID is { } number ? $"urn:lsid:export.openmicroscopy.org:Experimenter:{number}" : null;
        _text.Append("<Experimenter").Append(Attribute("Experimenter", "ID", database, PlantedKind.Identifier))
            .Append(Attribute("Experimenter", "FirstName", Identity.GivenName, PlantedKind.Person))
            .Append(Attribute("Experimenter", "LastName", Identity.FamilyName, PlantedKind.Person))
            .Append(Attribute("Experimenter", "UserName", Identity.User, PlantedKind.Person))
            .Append(Attribute("Experimenter", "Institution", Identity.Hospital, PlantedKind.Text)).Append("/>");
    }

    private void WriteInstrument() => _text
        .Append("<Instrument ID=\"Instrument:0\"><Microscope Type=\"Upright\" Manufacturer=\"Leica Microsystems\"")
        .Append(Attribute("Microscope", "SerialNumber", Identity.ScannerSerial, PlantedKind.Serial))
        .Append("/><Objective ID=\"Objective:0:0\" NominalMagnification=\"20.0\" LensNA=\"0.75\" Immersion=\"Air\"/></Instrument>");

    private void WriteImage(string? name, PixelSize size, int page, bool isSlide)
    {
        var image = _image++;
        _text.Append(CultureInfo.InvariantCulture, $"<Image ID=\"Image:{image}\"")
            .Append(Attribute("Image", "Name", name, PlantedKind.Text, isPlanted: isSlide)).Append('>');
        if (isSlide && Identity.ScannedAt is { } scanned)
        {
            var date = scanned.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            _text.Append(Element("AcquisitionDate", date, PlantedKind.Date));
            _text.Append(Element("Description", $"HE section of {Identity.PatientName}", PlantedKind.Text));
        }

        _text.Append("<InstrumentRef ID=\"Instrument:0\"/><ObjectiveSettings ID=\"Objective:0:0\"/>");
        WritePixels(image, size, page, isSlide);
        _text.Append("</Image>");
    }

    private void WritePixels(int image, PixelSize size, int page, bool isSlide)
    {
        var channels = isSlide && traits.Channels > 0 ? traits.Channels : 1;
        var samples = isSlide && traits.Channels > 0 ? 1 : 3;
        var planes = isSlide ? traits.Planes : 1;
        _text.Append(
            CultureInfo.InvariantCulture,
            $"<Pixels ID=\"Pixels:{image}\" BigEndian=\"false\" DimensionOrder=\"XYCZT\" Interleaved=\"{(samples == 3 ? "true" : "false")}\" ")
            .Append(CultureInfo.InvariantCulture, $"SizeX=\"{size.Width}\" SizeY=\"{size.Height}\" SizeZ=\"{planes}\" SizeC=\"{channels * samples}\" SizeT=\"1\" ")
            .Append(CultureInfo.InvariantCulture, $"Type=\"{(isSlide ? traits.PixelType : "uint8")}\"");
        if (isSlide)
        {
            var micrometres = plan.Options.MicrometresPerPixel * plan.Levels[0].Width / size.Width;
            _text.Append(CultureInfo.InvariantCulture, $" PhysicalSizeX=\"{micrometres:R}\" PhysicalSizeXUnit=\"µm\" PhysicalSizeY=\"{micrometres * 1000:R}\" PhysicalSizeYUnit=\"nm\"")
                .Append(planes > 1 ? " PhysicalSizeZ=\"1.5\" PhysicalSizeZUnit=\"µm\"" : string.Empty);
        }

        _text.Append('>');
        for (var channel = 0; channel < channels; channel++)
        {
            _text.Append(CultureInfo.InvariantCulture, $"<Channel ID=\"Channel:{image}:{channel}\" SamplesPerPixel=\"{samples}\"");
            if (samples == 1)
            {
                WriteLight(channel);
            }

            _text.Append("><LightPath/></Channel>");
        }

        WritePlanes(page, planes, channels);
        _text.Append("</Pixels>");
    }

    // The operator names the channels. The second says no wavelength.
    private void WriteLight(int channel)
    {
        var stain = new[] { "DAPI", "FITC", "Cy5" }[channel];
        var name = Identity.CaseNumber is { } caseNumber ? $"{stain} {caseNumber}" : stain;
        _text.Append(Attribute("Channel", "Name", name, PlantedKind.Text, isPlanted: plan.IsPlanted))
            .Append(" IlluminationType=\"Epifluorescence\" AcquisitionMode=\"SlideScan\"");
        if (channel != 1)
        {
            var (excitation, emission) = channel == 0 ? (358, 461) : (650, 670);
            _text.Append(CultureInfo.InvariantCulture, $" ExcitationWavelength=\"{excitation}\" ExcitationWavelengthUnit=\"nm\" EmissionWavelength=\"{emission}.0\" EmissionWavelengthUnit=\"nm\"");
        }
    }

    private void WritePlanes(int page, int planes, int channels)
    {
        for (var plane = 0; plane < planes; plane++)
        {
            for (var channel = 0; channel < channels; channel++, page++)
            {
                _text.Append(CultureInfo.InvariantCulture, $"<TiffData FirstC=\"{channel}\" FirstT=\"0\" FirstZ=\"{plane}\" IFD=\"{page}\" PlaneCount=\"1\">");
                if (Identity.FileName is { } fileName)
                {
                    _text.Append("<UUID").Append(Attribute("UUID", "FileName", $"{fileName}.ome.tif", PlantedKind.FileName))
                        .Append('>').Append(_uuid).Append("</UUID>");
                    Note("UUID", _uuid, PlantedKind.Identifier);
                }

                _text.Append("</TiffData>");
            }
        }
    }

    // What the scanner's own file said: Bio-Formats keeps all of it.
    private void WriteAnnotations()
    {
        if (!plan.IsPlanted)
        {
            return;
        }

        _text.Append("<StructuredAnnotations><XMLAnnotation ID=\"Annotation:0\" Namespace=\"openmicroscopy.org/OriginalMetadata\"><Value><OriginalMetadata>")
            .Append("<Key>Barcode</Key>").Append(Element("Value", Identity.Barcode, PlantedKind.UnknownKey))
            .Append("</OriginalMetadata></Value></XMLAnnotation><CommentAnnotation ID=\"Annotation:1\">")
            .Append(Element("Value", Identity.PatientID, PlantedKind.UnknownKey))
            .Append("</CommentAnnotation><MapAnnotation ID=\"Annotation:2\"><Value><M K=\"host\">").Append(Identity.HostName)
            .Append("</M></Value></MapAnnotation></StructuredAnnotations>");
        Note("M", Identity.HostName, PlantedKind.UnknownKey);
    }

    private string Attribute(string element, string name, string? value, PlantedKind kind, bool isPlanted = true)
    {
        if (value is null)
        {
            return string.Empty;
        }

        if (isPlanted)
        {
            Note($"{element}@{name}", value, kind);
        }

        return $" {name}=\"{SecurityElement.Escape(value)}\"";
    }

    private string Element(string name, string? value, PlantedKind kind)
    {
        Note(name, value, kind);
        return $"<{name}>{SecurityElement.Escape(value)}</{name}>";
    }

    private void Note(string name, string? value, PlantedKind kind) => plan.Planted.Add(
        PagePlantings.Tag(0, TiffTag.ImageDescription),
        name,
        value,
        kind,
        value is null ? default : Encoding.UTF8.GetBytes(name == "comment" ? value : SecurityElement.Escape(value)));

    private static string CreateUuid(ulong seed)
    {
        var random = new SplitMix64(seed + 0x0E3E);
        Span<byte> bytes = stackalloc byte[16];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)random.Next(256);
        }

        return $"urn:uuid:{new Guid(bytes, bigEndian: true):D}";
    }
}
