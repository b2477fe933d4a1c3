
namespace WsiDicomizer.InPlace.Tests.Running;

/// <summary>What a carving tool finds: pieces of the original label and macro in the bytes of files.</summary>
internal static class Carving
{
    private const int PieceBytes = 64;

    /// <summary>Pieces of pictures as they are stored.</summary>
    /// <param name="stored">The stored bytes of the pictures.</param>
    /// <param name="folder">Where to look.</param>
    /// <returns>How many of the pieces are there.</returns>
    public static int CountFound(IEnumerable<byte[]> stored, string folder)
    {
        var pieces = stored.SelectMany(Pieces).ToList();
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        return pieces.Count(piece => files.Exists(file => file.AsSpan().IndexOf(piece) >= 0));
    }

    // Every thousandth byte on, but not what is the same in any picture: headers, tables, and runs of one byte.
    private static IEnumerable<byte[]> Pieces(byte[] bytes)
    {
        for (var i = Math.Min(700, bytes.Length / 2); i + PieceBytes <= bytes.Length; i += 1000)
        {
            var piece = bytes[i..(i + PieceBytes)];
            if (piece.Distinct().Count() > 12)
            {
                yield return piece;
            }
        }
    }
}
