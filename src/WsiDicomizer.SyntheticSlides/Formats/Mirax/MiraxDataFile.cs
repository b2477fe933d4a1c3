using System.Globalization;
using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>A data file that grows: a header with the slide's number, then pictures and other pieces back to back.</summary>
internal sealed class MiraxDataFile : IDisposable
{
    private const int OldHeaderBytes = 256;
    private const int NewHeaderBytes = 41;

    private readonly FileStream _stream;
    private readonly int _number;

    /// <summary>Starts the file.</summary>
    /// <param name="plan">What is decided.</param>
    /// <param name="folder">Where.</param>
    /// <param name="number">The number of the file, 0-based.</param>
    public MiraxDataFile(MiraxPlan plan, string folder, int number)
    {
        _number = number;
        Name = NameOf(number);
        _stream = new FileStream(Path.Combine(folder, Name), FileMode.Create, FileAccess.ReadWrite);
        var header = new byte[plan.Traits.IsNew ? NewHeaderBytes : OldHeaderBytes];
        "01.02"u8.CopyTo(header);
        var id = (plan.Traits.IsNew ? Encoding.Unicode : Encoding.ASCII).GetBytes(plan.SlideId);

        // In the newer header the number is cut off where the header ends.
        var count = Math.Min(id.Length, (header.Length - 5) / 2 * 2);
        id.AsSpan(0, count).CopyTo(header.AsSpan(5));
        if (!plan.Traits.IsNew)
        {
            Encoding.ASCII.GetBytes(number.ToString("000", CultureInfo.InvariantCulture)).CopyTo(header, 5 + id.Length);
        }

        _stream.Write(header);
        plan.Planted.Add(
            $"{Name}, header, SLIDE_ID",
            "SLIDE_ID",
            plan.Traits.IsNew ? plan.SlideId[..(count / 2)] : plan.SlideId,
            PlantedKind.Identifier,
            id.AsSpan(0, count));
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The name of a data file.</summary>
    /// <param name="number">The number of the file, 0-based.</param>
    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"Data{number:0000}.dat");

    /// <summary>Appends a piece.</summary>
    public MiraxPlace Append(ReadOnlySpan<byte> bytes)
    {
        var place = new MiraxPlace(_number, checked((int)_stream.Position), bytes.Length);
        _stream.Write(bytes);
        return place;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
