using Shop;

// A workload that does the same on each branch: baskets of 32 to 2,048 lines.
var random = new Random(5);
var total = 0m;
for (var i = 0; i < 3000; i++)
{
    var lines = new string[(int)(32 * Math.Pow(64, random.NextDouble()))];
    for (var line = 0; line < lines.Length; line++) lines[line] = $"sku-{random.Next(4 * lines.Length)}";
    total += Checkout.Place(lines);
}
Console.WriteLine($"{total:0.00}");
