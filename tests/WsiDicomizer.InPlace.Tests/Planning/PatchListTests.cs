using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Planning;

public sealed class PatchListTests
{
    private const int Size = 64;

    [Fact]
    public void Later_patches_cover_earlier_ones_as_paint_does()
    {
        // The same by hand: bytes painted one after another.
        for (var seed = 0; seed < 2000; seed++)
        {
            var numbers = new Numbers((uint)seed);
            var list = new PatchList(AnonymizationLimits.Default);
            var painted = new int[Size];
            Array.Fill(painted, -1);
            for (var i = 0; i < 8; i++)
            {
                var (start, length) = (numbers.Next(Size), numbers.Next(20));
                length = Math.Min(length, Size - start);
                var isFill = numbers.Next(3) == 0;
                list.Add(isFill
                    ? new FilePatch(new ByteRange(start, length), PatchStage.Pictures)
                    : new FilePatch(start, Enumerable.Range(0, length).Select(j => (byte)((i * 20) + j + 1)).ToArray(), PatchStage.Texts));
                for (var j = 0; j < length; j++)
                {
                    painted[start + j] = isFill ? 0 : (i * 20) + j + 1;
                }
            }

            Assert.Equal(painted, Paint(list));
        }
    }

    [Fact]
    public void Only_what_reaches_into_a_range_is_found()
    {
        var list = new PatchList(AnonymizationLimits.Default);
        list.Add(new FilePatch(new ByteRange(10, 5), PatchStage.Texts));
        list.Add(new FilePatch(new ByteRange(20, 5), PatchStage.Texts));
        Assert.Empty(list.Within(new ByteRange(0, 10)));
        Assert.Empty(list.Within(new ByteRange(15, 5)));
        Assert.Equal([10L], list.Within(new ByteRange(14, 6)).Select(patch => patch.Range.Offset));
        Assert.Equal([10L, 20L], list.Within(new ByteRange(0, 100)).Select(patch => patch.Range.Offset));
    }

    [Fact]
    public void A_plan_is_bounded()
    {
        var list = new PatchList(AnonymizationLimits.Default with { MaxPatches = 2, MaxHeldBytes = 10 });
        list.Add(new FilePatch(0, new byte[8], PatchStage.Texts));
        Assert.Throws<AnonymizationException>(() => list.Add(new FilePatch(20, new byte[8], PatchStage.Texts)));
        var many = new PatchList(AnonymizationLimits.Default with { MaxPatches = 2 });
        many.Add(new FilePatch(new ByteRange(0, 1), PatchStage.Texts));
        many.Add(new FilePatch(new ByteRange(2, 1), PatchStage.Texts));
        Assert.Throws<AnonymizationException>(() => many.Add(new FilePatch(new ByteRange(4, 1), PatchStage.Texts)));
    }

    private static int[] Paint(PatchList list)
    {
        var bytes = new int[Size];
        Array.Fill(bytes, -1);
        long end = 0;
        foreach (var patch in list.Patches)
        {
            Assert.True(patch.Range.Offset >= end && patch.Range.Length > 0);
            end = patch.Range.End;
            var piece = new byte[patch.Range.Length];
            patch.CopyTo(0, piece);
            for (var i = 0; i < piece.Length; i++)
            {
                bytes[patch.Range.Offset + i] = piece[i];
            }
        }

        return bytes;
    }

    // Numbers that are the same in every run.
    private sealed class Numbers(uint seed)
    {
        private uint _state = (seed * 2654435761u) + 1;

        public int Next(int below)
        {
            _state = (_state * 1664525) + 1013904223;
            return (int)((_state >> 8) % (uint)below);
        }
    }
}
