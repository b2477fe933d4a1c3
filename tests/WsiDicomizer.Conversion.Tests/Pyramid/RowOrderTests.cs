using System.Collections.Concurrent;
using WsiDicomizer.Conversion.Pyramid;

namespace WsiDicomizer.Conversion.Tests.Pyramid;

/// <summary>Every place of a grid once, row by row.</summary>
public class RowOrderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(1, 4)]
    [InlineData(7, 3)]
    public void TryTake_Grid_GivesEveryPlaceRowByRowAndThenNoMore(int columns, int rows)
    {
        var order = new RowOrder(columns, rows);
        var places = new List<(int Column, int Row)>();
        while (order.TryTake(out var column, out var row))
        {
            places.Add((column, row));
        }

        Assert.Equal(
            Enumerable.Range(0, columns * rows).Select(place => (place % columns, place / columns)),
            places);
        Assert.False(order.TryTake(out _, out _));
    }

    [Fact]
    public void TryTake_ManyThreads_GiveEveryPlaceOnce()
    {
        const int Columns = 61;
        const int Rows = 47;
        var order = new RowOrder(Columns, Rows);
        var places = new ConcurrentBag<(int Column, int Row)>();

        Parallel.For(0, 8, _ =>
        {
            while (order.TryTake(out var column, out var row))
            {
                places.Add((column, row));
            }
        });

        Assert.Equal(Columns * Rows, places.Count);
        Assert.Equal(Columns * Rows, places.Distinct().Count());
        Assert.All(places, place => Assert.True(place.Column is >= 0 and < Columns && place.Row is >= 0 and < Rows));
    }
}
