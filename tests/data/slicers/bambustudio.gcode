; HEADER_BLOCK_START
; BambuStudio 01.09.03.50
; model printing time: 5m 39s; total estimated time: 11m 27s
; total layer number: 3
; total filament length [mm] : 4.80
; total filament volume [cm^3] : 11.55
; total filament weight [g] : 0.01
; filament_density: 1.26
; filament_diameter: 1.75
; max_z_height: 0.60
; HEADER_BLOCK_END

; CONFIG_BLOCK_START
; curr_bed_type = Textured PEI Plate
; filament_colour = #FFFFFF
; filament_settings_id = "Bambu PLA Basic @BBL P1P"
; filament_type = PLA
; gcode_flavor = marlin
; initial_layer_print_height = 0.2
; layer_change_gcode = ; layer num/total_layer_count: {layer_num+1}/[total_layer_count]\nM73 L{layer_num+1}\n
; layer_height = 0.2
; nozzle_diameter = 0.4
; nozzle_temperature = 220
; nozzle_temperature_initial_layer = 220
; printer_model = Bambu Lab P1P
; CONFIG_BLOCK_END

; EXECUTABLE_BLOCK_START
M73 P0 R11
M201 X20000 Y20000 Z500 E5000
M203 X500 Y500 Z20 E30
M204 P20000 R5000 T20000
M205 X9.00 Y9.00 Z3.00 E2.50
; FEATURE: Custom
M104 S75
M140 S55
M190 S55
G28
M620 S0A
M109 S220
T0
M621 S0A
M83
G91
G1 Z1 F600
G90
G1 X20 Y50 F21000
G1 Y-3
G0 X60 Y260 E2
; CHANGE_LAYER
; Z_HEIGHT: 0.2
; LAYER_HEIGHT: 0.2
; layer num/total_layer_count: 1/3
M73 L1
; start printing object, unique label id: 15
G17
G3 Z0.6 I1.217 J0 P1 F30000
G1 Z0.2
; FEATURE: Outer wall
; LINE_WIDTH: 0.42
G0 X100 Y100 F9000
G1 X110 Y100 E0.40000 F1800
G1 X110 Y110 E0.40000
G1 X100 Y110 E0.40000
G1 X100 Y100 E0.40000
; stop printing object, unique label id: 15
; CHANGE_LAYER
; Z_HEIGHT: 0.4
; LAYER_HEIGHT: 0.2
; layer num/total_layer_count: 2/3
M73 L2
; start printing object, unique label id: 15
G17
G3 Z0.8 I1.217 J0 P1 F30000
G1 Z0.4
; FEATURE: Outer wall
; LINE_WIDTH: 0.42
G0 X100 Y100 F9000
G1 X110 Y100 E0.40000 F1800
G1 X110 Y110 E0.40000
G1 X100 Y110 E0.40000
G1 X100 Y100 E0.40000
; stop printing object, unique label id: 15
; CHANGE_LAYER
; Z_HEIGHT: 0.6
; LAYER_HEIGHT: 0.2
; layer num/total_layer_count: 3/3
M73 L3
; start printing object, unique label id: 15
G17
G3 Z1 I1.217 J0 P1 F30000
G1 Z0.6
; FEATURE: Outer wall
; LINE_WIDTH: 0.42
G0 X100 Y100 F9000
G1 X110 Y100 E0.40000 F1800
G1 X110 Y110 E0.40000
G1 X100 Y110 E0.40000
G1 X100 Y100 E0.40000
; stop printing object, unique label id: 15
; FEATURE: Custom
M140 S0
M620 S255
T255
M621 S255
M104 S0
M73 P100 R0
; EXECUTABLE_BLOCK_END
