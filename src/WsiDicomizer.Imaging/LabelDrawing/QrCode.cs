using QRCoder;

namespace WsiDicomizer.Imaging.LabelDrawing;

/// <summary>A QR code (ISO/IEC 18004) of a text, level M: 15 % of it may be unreadable.</summary>
/// <remarks>Immutable. The same text gives the same code.</remarks>
internal sealed class QrCode
{
    // The library's matrix has a quiet zone of four modules around it (clause 9.1), as the standard asks for.
    private readonly List<System.Collections.BitArray> _rows;

    private QrCode(List<System.Collections.BitArray> rows) => _rows = rows;

    /// <summary>Modules across and down, the quiet zone of four on each side included.</summary>
    public int Modules => _rows.Count;

    /// <summary>Encodes a text.</summary>
    /// <param name="text">Written as UTF-8, and said to be so, where it is not ASCII.</param>
    /// <returns>Null where the text is too long for the largest code.</returns>
    public static QrCode? TryCreate(string text)
    {
        try
        {
            // Without the designator (clause 7.4.2) readers guess the character set.
            var isPlain = System.Text.Ascii.IsValid(text);
            using var data = QRCodeGenerator.GenerateQrCode(
                text,
                QRCodeGenerator.ECCLevel.M,
                forceUtf8: !isPlain,
                utf8BOM: false,
                isPlain ? QRCodeGenerator.EciMode.Default : QRCodeGenerator.EciMode.Utf8);
            return new QrCode(data.ModuleMatrix);
        }
        catch (QRCoder.Exceptions.DataTooLongException)
        {
            return null;
        }
    }

    /// <summary>Whether a module is dark.</summary>
    /// <param name="column">0-based, from the left.</param>
    /// <param name="row">0-based, from the top.</param>
    public bool IsDark(int column, int row) => _rows[row][column];
}
