using System.Globalization;
using System.Security;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>Writes the XML of tag 700 and notes what is planted in it.</summary>
/// <remarks>Evidence: the XML of Ventana-1 (DP 200) and OS-1 (Coreo), OpenSlide's public test data.</remarks>
internal sealed class VentanaXmlWriter
{
    private readonly VentanaPlan _plan;
    private readonly string _where;
    private readonly StringBuilder _text = new();

    /// <summary>Prepares the XML of a page.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="page">The page.</param>
    public VentanaXmlWriter(VentanaPlan plan, int page)
    {
        _plan = plan;
        _where = string.Create(CultureInfo.InvariantCulture, $"page {page}, tag 700 XMP");
    }

    private PlantedIdentity Identity => _plan.Identity;

    private bool IsDp => _plan.Traits.IsDp;

    /// <summary>The XML of the first page.</summary>
    public string WriteScan()
    {
        _text.Append(IsDp ? "<?xml version='1.0' encoding='utf-8' ?>\n" : "<?xml version=\"1.0\"?>\n");
        if (Identity.User is { } user)
        {
            var comment = $" exported by {user} ";
            _text.Append("<!--").Append(comment).Append("-->");
            _plan.Planted.Add(_where, "comment", comment, PlantedKind.UnknownKey);
        }

        _text.Append("<Metadata>\n");
        AppendScan();
        return _text.Append("<ProcessingParameters><Registration Method=\"None\" UseLinearEncoder=\"1\" Radius=\"0\" OverlapMin=\"\"/>")
            .Append("<Color TwistRGB=\"1,0,0,0,1,0,0,0,1\" Applied=\"0\"/></ProcessingParameters>\n</Metadata>").ToString();
    }

    /// <summary>The XML of the probability picture.</summary>
    public string WritePrescan() => _text.Append("<?xml version='1.0' ?>\n<PrescanData")
        .Append(Planted("PrescanData@SlideIdentifier", "SlideIdentifier", Identity.CaseNumber, PlantedKind.Identifier))
        .Append("/>").ToString();

    /// <summary>The XML of level 0.</summary>
    public string WriteEncodeInfo()
    {
        _text.Append("<?xml version='1.0' encoding='utf-8' ?>\n<EncodeInfo Ver=\"2\">\n<SlideInfo")
            .Append(Planted("SlideInfo@Rack", "Rack", Identity == PlantedIdentity.None ? null : "3", PlantedKind.Identifier))
            .Append(Planted("SlideInfo@Slot", "Slot", Identity == PlantedIdentity.None ? null : "2", PlantedKind.Identifier))
            .Append(Planted("SlideInfo@BaseName", "BaseName", Identity.FileName, PlantedKind.FileName))
            .Append(Planted(
                $"SlideInfo@{FileAttribute}", FileAttribute, Identity.FileName is { } name ? $"D:/Slides/{name}.bif" : null, PlantedKind.FileName))
            .Append(">\n<ServerDirectory")
            .Append(Planted("ServerDirectory@Path", "Path", Identity.ServerName is { } server ? $"\\\\{server}\\slides" : null, PlantedKind.FileName))
            .Append(" Copy=\"false\"/>\n<LabelImage")
            .Append(Planted("LabelImage@Path", "Path", Identity.Barcode is { } barcode ? $"C:\\labels\\{barcode}.jpg" : null, PlantedKind.FileName))
            .Append("/>\n");
        AppendScan();
        foreach (var area in _plan.Areas)
        {
            _text.Append(
                CultureInfo.InvariantCulture,
                $"<AoiInfo XIMAGESIZE=\"{_plan.Tile.Width}\" YIMAGESIZE=\"{_plan.Tile.Height}\" NumRows=\"{area.Rows}\" NumCols=\"{area.Columns}\"{PlaceOf(area)}")
                .Append(Planted("AoiInfo@DirPath", "DirPath", Identity.PatientID is { } patient ? $"C:/Temp/{patient}" : null, PlantedKind.FileName))
                .Append("/>\n");
        }

        _text.Append("</SlideInfo>\n<SlideStitchInfo Left=\"-1\" Top=\"-1\" Right=\"-1\" Bottom=\"-1\">\n");
        for (var index = 0; index < _plan.Areas.Count; index++)
        {
            AppendArea(_plan.Areas[index], index);
        }

        _text.Append("</SlideStitchInfo>\n<AoiOrigin>\n");
        for (var index = 0; index < _plan.Areas.Count; index++)
        {
            var area = _plan.Areas[index];
            _text.Append(
                CultureInfo.InvariantCulture,
                $"<AOI{index} OriginX=\"{area.FirstColumn * _plan.Tile.Width}\" OriginY=\"{area.FirstRow * _plan.Tile.Height}\"/>\n");
        }

        return _text.Append("</AoiOrigin>\n</EncodeInfo>").ToString();
    }

    private string FileAttribute => IsDp ? "OutputFileName" : "JP2FileName";

    private void AppendScan()
    {
        var spacing = _plan.Options.MicrometresPerPixel.ToString("0.#####", CultureInfo.InvariantCulture);
        _text.Append(IsDp ? "<iScan Mode=\"brightfield\"" : "<iScan")
            .Append(CultureInfo.InvariantCulture, $" Magnification=\"40\" ScanRes=\"{spacing}\"")
            .Append(Planted("iScan@UnitNumber", "UnitNumber", Identity.ScannerSerial, PlantedKind.Serial))
            .Append(IsDp ? " ScannerModel=\"VENTANA DP 200\"" : string.Empty)
            .Append(CultureInfo.InvariantCulture, $" Z-layers=\"{_plan.Traits.Planes}\" Z-spacing=\"1.5\"")
            .Append(Planted("iScan@UserName", "UserName", Identity.User, PlantedKind.Person))
            .Append(" BuildVersion=\"1.1.0.15854\"")
            .Append(Planted(
                "iScan@BuildDate", "BuildDate", Identity == PlantedIdentity.None ? null : "11/27/2019 11:6:28 AM", PlantedKind.Date))
            .Append(Planted(
                "iScan@SlideAnnotation",
                "SlideAnnotation",
                Identity.PatientName is { } patient ? $"{patient} \"{Identity.CaseNumber}\"" : null,
                PlantedKind.Text))
            .Append(" ShowLabel=\"1\" LabelBoundary=\"0\"")
            .Append(Planted("iScan@Barcode1D", "Barcode1D", Identity.Barcode, PlantedKind.Barcode))
            .Append(" Barcode2D=\"\" FocusMode=\"0\" FocusQuality=\"1\" ScanMode=\"1\"")
            .Append(CultureInfo.InvariantCulture, $" ScanWhitePoint=\"{_plan.Traits.WhitePoint}\" Anonymization=\"0\"")
            .Append(Planted("iScan@Site", "Site", Identity.Hospital, PlantedKind.UnknownKey))
            .Append("><AOI0 Left=\"297\" Top=\"2323\" Right=\"574\" Bottom=\"2069\"/></iScan>\n");
    }

    private string PlaceOf(VentanaPlannedArea area)
    {
        // From a line below all areas; older files write whole numbers with a point.
        var bottom = _plan.Canvas.Height - area.Top - area.TopOf(area.Rows - 1) - _plan.Tile.Height;
        var tail = IsDp ? string.Empty : ".0";
        return string.Create(
            CultureInfo.InvariantCulture, $" Pos-X=\"{_plan.GlassLeft + area.Left}{tail}\" Pos-Y=\"{1750 + bottom}{tail}\"");
    }

    private void AppendArea(VentanaPlannedArea area, int index)
    {
        _text.Append(
            CultureInfo.InvariantCulture,
            $"<ImageInfo AOIScanned=\"1\" AOIIndex=\"{index}\" NumRows=\"{area.Rows}\" NumCols=\"{area.Columns}\" Width=\"{_plan.Tile.Width}\" Height=\"{_plan.Tile.Height}\"{PlaceOf(area)}>\n");
        for (var row = 0; row < area.Rows; row++)
        {
            for (var column = 0; column < area.Columns; column++)
            {
                if (column > 0)
                {
                    var (left, right) = (NumberOf(area, column - 1, row), NumberOf(area, column, row));
                    var (first, second) = _plan.Traits.IsReversed ? (right, left) : (left, right);
                    AppendJoint(_plan.Traits.IsReversed ? "LEFT" : "RIGHT", first, second, column - 1);
                }

                if (row > 0)
                {
                    AppendJoint("UP", NumberOf(area, column, row), NumberOf(area, column, row - 1), row - 1);
                }
            }
        }

        _text.Append("</ImageInfo>\n");
        if (IsDp)
        {
            _text.Append(CultureInfo.InvariantCulture, $"<FrameInfo AOIScanned=\"1\" AOIIndex=\"{index}\">");
            for (var tile = 0; tile < area.Columns * area.Rows; tile++)
            {
                _text.Append(
                    CultureInfo.InvariantCulture, $"<Frame XY=\"{tile % area.Columns},{tile / area.Columns}\" Z=\"0\" FocusZ=\"0\"/>");
            }

            _text.Append("</FrameInfo>\n");
        }
    }

    private void AppendJoint(string direction, int first, int second, int boundary)
    {
        var (overlapsX, overlapsY) = (_plan.Traits.OverlapsX, _plan.Traits.OverlapsY);
        var (x, y) = direction == "UP"
            ? (0, overlapsY[boundary % overlapsY.Count])
            : (overlapsX[boundary % overlapsX.Count], 0);
        _text.Append(
            CultureInfo.InvariantCulture,
            $"<TileJointInfo FlagJoined=\"1\" Confidence=\"{VentanaPlan.ConfidenceOf(boundary)}\" Direction=\"{direction}\" Tile1=\"{first}\" Tile2=\"{second}\" OverlapX=\"{x}\" OverlapY=\"{y}\"/>\n");
    }

    // From 1; rows from the bottom up, every second from right to left.
    private static int NumberOf(VentanaPlannedArea area, int column, int row)
    {
        var fromBottom = area.Rows - 1 - row;
        return (fromBottom * area.Columns) + (fromBottom % 2 == 0 ? column : area.Columns - 1 - column) + 1;
    }

    private string Planted(string key, string name, string? value, PlantedKind kind)
    {
        if (value is null)
        {
            return $" {name}=\"\"";
        }

        var escaped = SecurityElement.Escape(value);
        _plan.Planted.Add(_where, key, value, kind, Encoding.UTF8.GetBytes(escaped));
        return $" {name}=\"{escaped}\"";
    }
}
